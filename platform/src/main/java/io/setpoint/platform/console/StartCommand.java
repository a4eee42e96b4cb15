package io.setpoint.platform.console;

import io.setpoint.platform.installation.Installation;
import io.setpoint.platform.layout.Layout;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything and returns while it runs on. */
@Command(name = "start", description = "Starts all parts; they run on until ./setpoint stop.")
public final class StartCommand implements Callable<Integer> {
    @Mixin
    private PlatformOptions options = new PlatformOptions();

    @Option(names = "--processes", description = "One process for each part, as in production.")
    private boolean processes;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Installation installation = options.installation();
        Screen screen = new Screen(spec.commandLine().getOut());
        screen.line("Setpoint starts on " + installation.folder().path() + ", ports from "
                + installation.ports().base());
        new Launch(installation, screen).start(processes ? Layout.PROCESSES : Layout.ONE_PROCESS, List.of());
        screen.line("Setpoint runs at " + installation.dashboards() + " (stop it with ./setpoint stop)");
        return 0;
    }
}
