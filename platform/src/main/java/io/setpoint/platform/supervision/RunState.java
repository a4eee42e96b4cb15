package io.setpoint.platform.supervision;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.setpoint.platform.installation.DataFolder;
import io.setpoint.platform.installation.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the platform's process tells the commands about itself, as a file in the data folder.
 *
 * @param process the process that runs the platform
 * @param layout code of the layout
 * @param portBase where it listens
 * @param phase how far it is
 * @param message why it failed, or what the person should know when it is ready
 * @param parts the parts in the order of start
 * @param tasks work done once all parts are up, such as the history of the demo
 */
public record RunState(
        ProcessId process,
        String layout,
        int portBase,
        Phase phase,
        @Nullable String message,
        List<PartState> parts,
        List<TaskState> tasks) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** How far the platform is. */
    public enum Phase {
        STARTING,
        /** All parts are up; the tasks run. */
        PREPARING,
        READY,
        STOPPING,
        STOPPED,
        FAILED
    }

    /** How far a part is. */
    public enum State {
        WAITING,
        STARTING,
        UP,
        /** It runs but does not answer as it should. */
        ILL,
        RESTARTING,
        STOPPING,
        STOPPED,
        FAILED
    }

    /**
     * A process, told apart from a later one with the same number by its start.
     *
     * @param pid number of the process
     * @param startedAt when it started
     */
    public record ProcessId(long pid, Instant startedAt) {
        /** The handle, if this very process is still alive. */
        public Optional<ProcessHandle> alive() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(handle ->
                            handle.info().startInstant().map(startedAt::equals).orElse(false));
        }

        public static ProcessId of(ProcessHandle handle) {
            return new ProcessId(handle.pid(), handle.info().startInstant().orElse(Instant.EPOCH));
        }
    }

    /**
     * One part.
     *
     * @param name its name
     * @param state how far it is
     * @param url where it answers
     * @param process its own process, or none if it lives in the platform's
     * @param log its log file
     * @param millis how long its start took, or takes so far
     * @param restarts how often it died and came back
     * @param detail what is wrong, if something is
     */
    public record PartState(
            String name,
            State state,
            String url,
            @Nullable ProcessId process,
            String log,
            long millis,
            int restarts,
            @Nullable String detail) {}

    /**
     * Work with an end.
     *
     * @param name what is done
     * @param share how much of it is done, 0 to 1
     * @param text what is being done just now, or what has come of it
     * @param millis how long it took so far
     * @param finished whether it is over
     */
    public record TaskState(String name, double share, String text, long millis, boolean finished) {}

    /** What was last written, if anything ever was. */
    public static Optional<RunState> read(DataFolder folder) {
        Path file = file(folder);
        try {
            return Files.exists(file)
                    ? Optional.of(JSON.readValue(Files.readAllBytes(file), RunState.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new Trouble(
                    "The state of the platform in " + file + " cannot be read: " + Trouble.reason(e) + ".", e);
        }
    }

    /** Replaces the file in one step, so that a reader never sees half of it. */
    void write(DataFolder folder) throws IOException {
        Path file = file(folder);
        Path next = file.resolveSibling("state.json.next");
        Files.write(next, JSON.writeValueAsBytes(this));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path file(DataFolder folder) {
        return folder.run().resolve("state.json");
    }
}
