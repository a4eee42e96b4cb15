package io.setpoint.platform.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setpoint.platform.installation.DataFolder;
import io.setpoint.platform.installation.Trouble;
import io.setpoint.platform.supervision.RunState.PartState;
import io.setpoint.platform.supervision.RunState.Phase;
import io.setpoint.platform.supervision.RunState.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    @TempDir
    Path temp;

    private DataFolder folder = DataFolder.at(Path.of("never"));

    @BeforeEach
    void prepare() {
        folder = DataFolder.at(temp.resolve("data")).prepare();
    }

    @Test
    void partsStartAfterThoseTheyNeedAndStopBeforeThem() throws Exception {
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        Supervisor supervisor = supervisor(
                module("store", List.of(), log),
                module("core", List.of("store"), log),
                module("board", List.of("core"), log));

        supervisor.start(() -> false);
        supervisor.ready(null);
        assertThat(read().phase()).isEqualTo(Phase.READY);
        supervisor.stop(null);

        assertThat(log).containsExactly("+store", "+core", "+board", "-board", "-core", "-store");
        assertThat(read().phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void aPartThatCannotStartIsNamedWithItsReasonAndTheOthersAreStopped() {
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        Part broken = new ModulePart("core", List.of("store"), "", temp.resolve("log"), () -> {}, () -> {
            throw new IOException("the table is missing");
        });
        Supervisor supervisor =
                supervisor(module("store", List.of(), log), broken, module("board", List.of("core"), log));

        assertThatThrownBy(() -> supervisor.start(() -> false))
                .isInstanceOf(Trouble.class)
                .hasMessageStartingWith("core did not start: the table is missing");
        supervisor.stop(new Trouble("core did not start."));

        assertThat(log).containsExactly("+store", "-store");
        assertThat(read().phase()).isEqualTo(Phase.FAILED);
        assertThat(read().message()).isEqualTo("core did not start.");
    }

    @Test
    void aProcessThatDiesIsStartedAgainAndCounted() throws Exception {
        Supervisor supervisor = supervisor(sleeper());
        supervisor.start(() -> false);
        ProcessHandle first = process();

        first.destroyForcibly();

        await(() -> part().restarts() == 1 && part().state() == State.UP);
        ProcessHandle second = process();
        assertThat(second.pid()).isNotEqualTo(first.pid());
        supervisor.stop(null);
        assertThat(second.isAlive()).isFalse();
    }

    @Test
    void aProcessLeftBehindByAKilledRunIsEnded() throws Exception {
        Supervisor killed = supervisor(sleeper());
        killed.start(() -> false);
        ProcessHandle left = process();
        // What the file of a run that was killed says; this process stands in for it and must not be ended.
        RunState state = read();
        new RunState(
                        new RunState.ProcessId(state.process().pid(), Instant.EPOCH),
                        state.layout(),
                        state.portBase(),
                        state.phase(),
                        state.message(),
                        state.parts(),
                        state.tasks())
                .write(folder);

        int ended = Leftovers.end(folder);

        assertThat(ended).isEqualTo(1);
        await(() -> !left.isAlive());
        killed.stop(null);
    }

    private Supervisor supervisor(Part... parts) {
        return new Supervisor(folder, "test", 18400, List.of(parts));
    }

    private Part module(String name, List<String> after, List<String> log) {
        return new ModulePart(name, after, "", temp.resolve("log"), () -> {}, () -> {
            log.add("+" + name);
            return () -> log.add("-" + name);
        });
    }

    private Part sleeper() {
        return new ProcessPart(
                "sleeper",
                List.of(),
                "",
                temp.resolve("sleeper.log"),
                () -> {},
                ProcessPart.StopBy.TERMINATE,
                Map.of(),
                () -> List.of("sleep", "600"));
    }

    private RunState read() {
        return RunState.read(folder).orElseThrow();
    }

    private PartState part() {
        return read().parts().get(0);
    }

    private ProcessHandle process() {
        return Objects.requireNonNull(part().process()).alive().orElseThrow();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("came in time").isLessThan(end);
            Thread.sleep(50);
        }
    }
}
