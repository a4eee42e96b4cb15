package io.setpoint.platform.console;

import io.setpoint.platform.installation.Installation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops everything in order; the data stay. */
@Command(name = "stop", description = "Stops all parts in order; the data stay.")
public final class StopCommand implements Callable<Integer> {
    @Mixin
    private PlatformOptions options = new PlatformOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Installation installation = options.installation();
        Screen screen = new Screen(spec.commandLine().getOut());
        boolean ran = new Launch(installation, screen).stop();
        screen.line(
                ran
                        ? "Setpoint has stopped"
                        : "Setpoint did not run on " + installation.folder().path());
        return 0;
    }
}
