package io.setpoint.platform.supervision;

import io.setpoint.platform.installation.DataFolder;
import io.setpoint.platform.supervision.RunState.PartState;
import io.setpoint.platform.supervision.RunState.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Processes of an installation whose own process was killed. They hold ports and, in PostgreSQL's case, settings nobody
 * has checked, so they go before anything starts.
 */
public final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Leftovers() {}

    /** Ends them and returns how many there were. Only processes that this data folder names are touched. */
    public static int end(DataFolder folder) {
        List<ProcessHandle> left = new ArrayList<>();
        RunState.read(folder).ifPresent(state -> {
            state.process().alive().ifPresent(left::add);
            for (PartState part : state.parts()) {
                ProcessId process = part.process();
                if (process != null) {
                    process.alive().ifPresent(left::add);
                }
            }
        });
        postmaster(folder.postgres()).filter(handle -> !left.contains(handle)).ifPresent(left::add);
        // PostgreSQL takes the usual signal as "when the last client has gone", so it gets the other one.
        for (ProcessHandle handle : left) {
            if (isPostgres(handle)) {
                interrupt(handle);
            } else {
                handle.destroy();
            }
        }
        for (ProcessHandle handle : left) {
            await(handle);
        }
        return left.size();
    }

    private static Optional<ProcessHandle> postmaster(Path data) {
        Path file = data.resolve("postmaster.pid");
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            return Files.readAllLines(file).stream()
                    .findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("[0-9]{1,18}"))
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line)))
                    .filter(Leftovers::isPostgres)
                    .filter(handle -> handle.info()
                            .arguments()
                            .map(arguments -> List.of(arguments).contains(data.toString()))
                            .orElse(false));
        } catch (IOException e) {
            return Optional.empty(); // PostgreSQL itself refuses to start if that matters
        }
    }

    private static boolean isPostgres(ProcessHandle handle) {
        return handle.info()
                .command()
                .map(command -> command.endsWith("/postgres"))
                .orElse(false);
    }

    private static void interrupt(ProcessHandle handle) {
        try {
            ProcessPart.interrupt(handle.pid());
        } catch (IOException e) {
            handle.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(ProcessHandle handle) {
        try {
            handle.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            handle.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
