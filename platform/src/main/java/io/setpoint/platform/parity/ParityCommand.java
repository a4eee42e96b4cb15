package io.setpoint.platform.parity;

import io.setpoint.platform.console.PlatformOptions;
import io.setpoint.platform.console.Screen;
import io.setpoint.platform.installation.Installation;
import io.setpoint.platform.installation.Trouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares each KPI in PostgreSQL, Flink, Druid and the API, and prints each difference. */
@Command(
        name = "parity",
        description = "Compares each KPI in PostgreSQL, Flink, Druid and the API, and prints each difference.")
public final class ParityCommand implements Callable<Integer> {
    @Mixin
    private PlatformOptions options = new PlatformOptions();

    @Option(
            names = "--replay",
            description = "Write the event log into a file, compute it anew, and compare the cells with Flink's, too.")
    private boolean replay;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** 0 if the four agree, 1 if they do not or cannot be compared. */
    @Override
    public Integer call() throws Exception {
        Installation installation = options.running();
        Screen screen = new Screen(spec.commandLine().getOut());
        try (ParityCheck check = new ParityCheck(ParityCheck.Installed.of(installation))) {
            ParityCheck.Report report = check.run(replay);
            report.differences().forEach(screen::line);
            screen.line(report.summary());
            return report.differences().isEmpty() ? 0 : 1;
        } catch (ParityImpossible e) {
            throw new Trouble(String.valueOf(e.getMessage()), e);
        }
    }
}
