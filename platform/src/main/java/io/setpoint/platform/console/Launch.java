package io.setpoint.platform.console;

import io.setpoint.platform.installation.DataFolder;
import io.setpoint.platform.installation.Installation;
import io.setpoint.platform.installation.Software;
import io.setpoint.platform.installation.Trouble;
import io.setpoint.platform.layout.EmbeddedPlatform;
import io.setpoint.platform.layout.Layout;
import io.setpoint.platform.layout.StopSignal;
import io.setpoint.platform.supervision.Leftovers;
import io.setpoint.platform.supervision.RunState;
import io.setpoint.platform.supervision.RunState.PartState;
import io.setpoint.platform.supervision.RunState.Phase;
import io.setpoint.platform.supervision.RunState.State;
import io.setpoint.platform.supervision.RunState.TaskState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Starts the platform's process, tells how it gets on, and ends it. */
public final class Launch {
    private static final long STEP_MILLIS = 100;
    private static final long STOP_SECONDS = 180;
    private static final long LOG_LIMIT_BYTES = 20L << 20;

    private final Installation installation;
    private final Screen screen;
    private final Set<String> told = new HashSet<>();

    public Launch(Installation installation, Screen screen) {
        this.installation = installation;
        this.screen = screen;
    }

    /** Starts it and returns when it is ready; throws {@link Trouble} and leaves nothing running if it cannot be. */
    public RunState start(Layout layout, List<String> further) throws Exception {
        DataFolder folder = installation.folder().prepare().requireSpace();
        folder.locked(() -> {
            int left = Leftovers.end(folder);
            if (left > 0) {
                screen.line("  " + left + " process(es) of a run that was killed were ended");
            }
            installation.ports().requireFree();
            Files.deleteIfExists(folder.run().resolve("state.json"));
            return folder;
        });
        ProcessHandle process = spawn(layout, further);
        Thread stopOnInterrupt = new Thread(() -> end(process), "interrupted");
        Runtime.getRuntime().addShutdownHook(stopOnInterrupt);
        RunState state = follow(process);
        Runtime.getRuntime().removeShutdownHook(stopOnInterrupt);
        return state;
    }

    /** In a process group of its own, so that an interrupt at the keyboard reaches this process only. */
    private ProcessHandle spawn(Layout layout, List<String> further) throws IOException, InterruptedException {
        Path log = installation.folder().logs().resolve("setpoint.log");
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
            Files.move(log, log.resolveSibling("setpoint.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> command = new ArrayList<>(List.of(
                "bash", "-c", "set -m; log=$1; shift; nohup \"$@\" </dev/null >>\"$log\" 2>&1 & echo $!", "bash"));
        command.add(log.toString());
        command.addAll(EmbeddedPlatform.command(installation, layout, Software.locate()));
        command.addAll(further);
        Process shell = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        String pid = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        shell.waitFor();
        return ProcessHandle.of(Long.parseLong(pid))
                .orElseThrow(() -> new Trouble("The platform's process ended at once; see " + log + "."));
    }

    private RunState follow(ProcessHandle process) throws InterruptedException {
        long from = System.nanoTime();
        while (true) {
            boolean alive = process.isAlive();
            Optional<RunState> read = RunState.read(installation.folder());
            if (read.isPresent()) {
                RunState state = read.get();
                tell(state, (System.nanoTime() - from) / 1_000_000);
                if (state.phase() == Phase.READY) {
                    screen.clear();
                    return state;
                }
                if (state.phase() == Phase.FAILED && !alive) {
                    screen.clear();
                    throw new Trouble(Optional.ofNullable(state.message()).orElse("The platform failed."));
                }
            }
            if (!alive) {
                screen.clear();
                throw new Trouble("The platform's process ended unexpectedly; see "
                        + installation.folder().logs().resolve("setpoint.log") + ".");
            }
            Thread.sleep(STEP_MILLIS);
        }
    }

    private void tell(RunState state, long millis) {
        for (PartState part : state.parts()) {
            if ((part.state() == State.UP || part.state() == State.FAILED) && told.add(part.name() + part.state())) {
                screen.line(String.format(
                        Locale.ROOT,
                        "  %-12s %-8s %8s   %s",
                        part.name(),
                        part.state().name().toLowerCase(Locale.ROOT),
                        Screen.seconds(part.millis()),
                        part.url()));
            }
        }
        for (TaskState task : state.tasks()) {
            if (task.finished() && told.add("task " + task.name())) {
                screen.line(String.format(
                        Locale.ROOT,
                        "  %-12s %-8s %8s   %s",
                        task.name(),
                        "done",
                        Screen.seconds(task.millis()),
                        task.text()));
            }
        }
        Optional<TaskState> current =
                state.tasks().stream().filter(task -> !task.finished()).findFirst();
        if (state.phase() == Phase.STARTING) {
            long up = state.parts().stream()
                    .filter(part -> part.state() == State.UP)
                    .count();
            String waiting = state.parts().stream()
                    .filter(part -> part.state() == State.STARTING)
                    .map(PartState::name)
                    .collect(Collectors.joining(", "));
            screen.bar((double) up / state.parts().size(), Screen.seconds(millis) + "  starting " + waiting);
        } else if (current.isPresent()) {
            TaskState task = current.get();
            screen.bar(task.share(), Screen.seconds(task.millis()) + "  " + task.name() + ": " + task.text());
        }
    }

    /** Stops the platform that runs on this folder, and whatever a killed one has left; returns whether any ran. */
    public boolean stop() throws IOException, InterruptedException {
        DataFolder folder = installation.folder();
        Optional<ProcessHandle> process =
                RunState.read(folder).flatMap(state -> state.process().alive());
        if (process.isPresent()) {
            StopSignal.send(folder);
            long from = System.nanoTime();
            while (process.get().isAlive() && System.nanoTime() - from < STOP_SECONDS * 1_000_000_000L) {
                RunState.read(folder).ifPresent(this::tellStopping);
                Thread.sleep(STEP_MILLIS);
            }
            RunState.read(folder).ifPresent(this::tellStopping);
            screen.clear();
        }
        return Leftovers.end(folder) > 0 || process.isPresent();
    }

    private void tellStopping(RunState state) {
        long stopped = 0;
        for (PartState part : state.parts()) {
            if (part.state() == State.STOPPED || part.state() == State.WAITING) {
                stopped++;
                if (told.add(part.name() + part.state())) {
                    screen.line(String.format(Locale.ROOT, "  %-12s stopped", part.name()));
                }
            }
        }
        String stopping = state.parts().stream()
                .filter(part -> part.state() == State.STOPPING)
                .map(PartState::name)
                .collect(Collectors.joining(", "));
        screen.bar((double) stopped / state.parts().size(), "stopping " + stopping);
    }

    /** Stays until the platform ends or the person interrupts, which ends it. */
    public void stay() throws InterruptedException {
        Optional<ProcessHandle> process = RunState.read(installation.folder())
                .flatMap(state -> state.process().alive());
        if (process.isPresent()) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process.get()), "interrupted"));
            try {
                process.get().onExit().get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("The platform's process cannot be watched", e);
            }
        }
    }

    private void end(ProcessHandle process) {
        if (!process.isAlive()) {
            return;
        }
        try {
            StopSignal.send(installation.folder());
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
