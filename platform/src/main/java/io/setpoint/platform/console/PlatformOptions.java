package io.setpoint.platform.console;

import io.setpoint.platform.installation.DataFolder;
import io.setpoint.platform.installation.Installation;
import io.setpoint.platform.installation.Ports;
import io.setpoint.platform.installation.Trouble;
import io.setpoint.platform.supervision.RunState;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options every command has. */
public final class PlatformOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".setpoint",
            description = "The folder that holds all data (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of(".setpoint");

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description = "The port of the user interface; all others follow it (default: " + Ports.DEFAULT_BASE + ").")
    private @Nullable Integer portBase;

    /** The data folder, whether it is there or not. */
    public DataFolder folder() {
        return DataFolder.at(data);
    }

    /** The installation: with the ports asked for, or else those it had last, or else the usual ones. */
    public Installation installation() {
        DataFolder folder = folder();
        Integer base = portBase;
        if (base == null) {
            base = RunState.read(folder).map(RunState::portBase).orElse(Ports.DEFAULT_BASE);
        }
        return new Installation(folder, new Ports(base));
    }

    /** What has to follow another command so that it speaks of the same installation; empty for the usual one. */
    String again() {
        return folder().path().equals(DataFolder.at(Path.of(".setpoint")).path()) ? "" : " --data " + data;
    }

    /** The installation if it is up; {@link Trouble} if it is not. */
    public Installation running() {
        DataFolder folder = folder();
        RunState state = RunState.read(folder)
                .filter(each -> each.process().alive().isPresent())
                .filter(each -> each.phase() == RunState.Phase.READY || each.phase() == RunState.Phase.PREPARING)
                .orElseThrow(() ->
                        new Trouble("Setpoint does not run on " + folder.path() + "; start it with ./setpoint start."));
        return new Installation(folder, new Ports(state.portBase()));
    }
}
