package io.setpoint.platform.bench;

import io.setpoint.platform.console.Screen;
import io.setpoint.platform.installation.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what orders, shipments, receipts and adjustments cost on this machine. */
@Command(
        name = "bench",
        description = "Measures what orders, shipments, receipts and adjustments cost, against floors of the same run.")
public final class BenchCommand implements Callable<Integer> {
    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to a file, too.")
    private @Nullable Path json;

    @Option(
            names = "--history",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Orders of history before the last measurement (default: ${DEFAULT-VALUE}).")
    private int history;

    @Option(
            names = "--operations",
            paramLabel = "N",
            defaultValue = "2500",
            description = "How often each verb is measured (default: ${DEFAULT-VALUE}).")
    private int operations;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "40000",
            description = "Requests before anything is measured (default: ${DEFAULT-VALUE}); repeated up to four times"
                    + " while erp-core still compiles.")
    private int warmUp;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** 0 if it could be measured, whatever the figures are. */
    @Override
    public Integer call() throws Exception {
        if (history < 1 || operations < 10 || warmUp < 0) {
            throw new Trouble("It needs a history of 1 order and 10 operations of each verb at least.");
        }
        Screen screen = new Screen(spec.commandLine().getOut());
        screen.line("Setpoint measures on " + Runtime.getRuntime().availableProcessors()
                + " processors, in a temporary folder that is gone afterwards");
        Results results = new Bench(screen, new Bench.Scale(warmUp, operations, history)).run();
        screen.line("");
        results.verdicts().forEach(screen::line);
        if (json != null) {
            try {
                Files.writeString(json, results.json() + System.lineSeparator());
            } catch (IOException e) {
                throw new Trouble("The file " + json + " cannot be written: " + Trouble.reason(e) + ".", e);
            }
        }
        return 0;
    }
}
