package io.setpoint.platform.console;

import io.setpoint.platform.demo.Demo;
import io.setpoint.platform.installation.Installation;
import io.setpoint.platform.installation.Trouble;
import io.setpoint.platform.layout.EmbeddedPlatform;
import io.setpoint.platform.layout.Layout;
import io.setpoint.platform.simulation.DemoLogIn;
import io.setpoint.platform.simulation.Simulation;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything with the simulated distributor. */
@Command(name = "demo", description = "Starts all parts with a simulated distributor: history, models, live business.")
public final class DemoCommand implements Callable<Integer> {
    @Mixin
    private PlatformOptions options = new PlatformOptions();

    @Option(names = "--detach", description = "Return when all is ready; it runs on until ./setpoint stop.")
    private boolean detach;

    @Option(names = "--processes", description = "One process for each part, as in production.")
    private boolean processes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Makes another, repeatable history (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "120",
            description = "Days of history, at least " + Simulation.FEWEST_DAYS + " (default: ${DEFAULT-VALUE}).")
    private int days = 120;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (days < Simulation.FEWEST_DAYS) {
            throw new Trouble(
                    "A history of " + days + " days is too short; take at least " + Simulation.FEWEST_DAYS + ".");
        }
        Installation installation = options.installation();
        Screen screen = new Screen(spec.commandLine().getOut());
        screen.line("Setpoint starts with a simulated distributor on "
                + installation.folder().path() + ", ports from "
                + installation.ports().base());
        Launch launch = new Launch(installation, screen);
        launch.start(
                processes ? Layout.PROCESSES : Layout.ONE_PROCESS, EmbeddedPlatform.demo(new Demo.Past(seed, days)));
        screen.line("");
        screen.line("Setpoint runs at " + installation.dashboards() + "   Log in as:");
        for (DemoLogIn logIn : DemoLogIn.all()) {
            screen.line(String.format(
                    Locale.ROOT,
                    "  %-14s %-23s %-38s %s",
                    logIn.person(),
                    logIn.password(),
                    logIn.name(),
                    logIn.role()));
        }
        if (detach) {
            screen.line("Stop it with ./setpoint stop" + options.again());
        } else {
            screen.line("Ctrl-C stops it; the data stay");
            launch.stay();
        }
        return 0;
    }
}
