package io.setpoint.platform.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.setpoint.platform.installation.Installation;
import io.setpoint.platform.supervision.RunState;
import io.setpoint.platform.supervision.RunState.PartState;
import io.setpoint.platform.supervision.RunState.Phase;
import io.setpoint.platform.supervision.RunState.ProcessId;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows each part with its address, state, lag, memory and log. */
@Command(name = "status", description = "Shows each part with its address, state, lag, memory and log file.")
public final class StatusCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private PlatformOptions options = new PlatformOptions();

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** 0 when all parts are well, 1 when one is not or nothing runs. */
    @Override
    public Integer call() throws Exception {
        Installation installation = options.installation();
        Screen screen = new Screen(spec.commandLine().getOut());
        Optional<RunState> state = RunState.read(installation.folder())
                .filter(each -> each.process().alive().isPresent());
        if (state.isEmpty()) {
            screen.line(
                    json
                            ? JSON.createObjectNode()
                                    .put("running", false)
                                    .put("data", installation.folder().path().toString())
                                    .toPrettyString()
                            : "Setpoint does not run on "
                                    + installation.folder().path());
            return 1;
        }
        Lags lags = state.get().phase() == Phase.READY || state.get().phase() == Phase.PREPARING
                ? Lags.measure(installation)
                : Lags.UNKNOWN;
        boolean well = state.get().phase() == Phase.READY
                && state.get().parts().stream().allMatch(part -> part.state() == RunState.State.UP);
        if (json) {
            screen.line(asJson(installation, state.get(), lags, well).toPrettyString());
        } else {
            print(screen, installation, state.get(), lags);
        }
        return well ? 0 : 1;
    }

    private static void print(Screen screen, Installation installation, RunState state, Lags lags) {
        screen.line("Setpoint on " + installation.folder().path() + ": "
                + state.phase().name().toLowerCase(Locale.ROOT) + ", layout " + state.layout() + ", process "
                + state.process().pid() + ", "
                + Memory.mebibytes(state.process().pid()) + " MiB");
        screen.line(String.format(
                Locale.ROOT, "  %-12s %-10s %-42s %10s  %-26s %s", "part", "state", "address", "memory", "lag", "log"));
        for (PartState part : state.parts()) {
            ProcessId process = part.process();
            screen.line(String.format(
                    Locale.ROOT,
                    "  %-12s %-10s %-42s %10s  %-26s %s",
                    part.name(),
                    part.state().name().toLowerCase(Locale.ROOT)
                            + (part.restarts() > 0 ? " (" + part.restarts() + ")" : ""),
                    part.url(),
                    process == null ? "in " + state.process().pid() : Memory.mebibytes(process.pid()) + " MiB",
                    lags.of(part.name()),
                    part.log()));
            if (part.detail() != null) {
                screen.line("               " + part.detail());
            }
        }
        screen.line("  memory in all: " + memory(state) + " MiB");
    }

    private static ObjectNode asJson(Installation installation, RunState state, Lags lags, boolean well) {
        ObjectNode root = JSON.createObjectNode()
                .put("running", true)
                .put("well", well)
                .put("phase", state.phase().name())
                .put("layout", state.layout())
                .put("url", installation.dashboards().toString())
                .put("data", installation.folder().path().toString())
                .put("portBase", state.portBase())
                .put("pid", state.process().pid())
                .put("memoryMiB", memory(state));
        var parts = root.putArray("parts");
        for (PartState part : state.parts()) {
            long pid = part.process() == null
                    ? state.process().pid()
                    : Objects.requireNonNull(part.process()).pid();
            parts.addObject()
                    .put("name", part.name())
                    .put("state", part.state().name())
                    .put("url", part.url())
                    .put("pid", pid)
                    .put("ownProcess", part.process() != null)
                    .put("memoryMiB", Memory.mebibytes(pid))
                    .put("lag", lags.of(part.name()))
                    .put("startMillis", part.millis())
                    .put("restarts", part.restarts())
                    .put("log", part.log())
                    .put("detail", part.detail());
        }
        return root;
    }

    private static long memory(RunState state) {
        long sum = Memory.mebibytes(state.process().pid());
        for (PartState part : state.parts()) {
            ProcessId process = part.process();
            if (process != null) {
                sum += Memory.mebibytes(process.pid());
            }
        }
        return sum;
    }
}
