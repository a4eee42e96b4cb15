package io.setpoint.platform.imports;

import io.setpoint.platform.client.ErpApi;
import io.setpoint.platform.client.ErpRefusal;
import io.setpoint.platform.client.LogIn;
import io.setpoint.platform.console.PlatformOptions;
import io.setpoint.platform.console.Screen;
import io.setpoint.platform.installation.Installation;
import io.setpoint.platform.installation.Secrets;
import io.setpoint.platform.installation.Trouble;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings data of other systems in. */
@Command(
        name = "import",
        description = "Brings data of other systems in.",
        subcommands = {ImportCommand.Orders.class})
public final class ImportCommand {
    /** Brings the orders of a CSV file in by a column mapping. */
    @Command(name = "orders", description = "Brings the orders of a CSV file in by a column mapping; safe to repeat.")
    static final class Orders implements Callable<Integer> {
        private static final int REFUSALS_SHOWN = 200;
        private static final String IMPORTER = "data-import";

        @Mixin
        private PlatformOptions options = new PlatformOptions();

        @Parameters(paramLabel = "FILE", description = "The CSV file.")
        private Path file = Path.of("");

        @Option(names = "--mapping", paramLabel = "MAPPING.yml", required = true, description = "Which column is what.")
        private Path mapping = Path.of("");

        @Option(names = "--dry-run", description = "Read and check everything, write nothing.")
        private boolean dryRun;

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        /** 0 if every row is in or was there, 1 if any was refused. */
        @Override
        public Integer call() {
            Screen screen = new Screen(spec.commandLine().getOut());
            try {
                ImportSummary summary = importer().run(file, mapping, dryRun, screen::bar);
                screen.clear();
                summary.refusals().stream().limit(REFUSALS_SHOWN).forEach(screen::line);
                if (summary.refusals().size() > REFUSALS_SHOWN) {
                    screen.line("and " + (summary.refusals().size() - REFUSALS_SHOWN) + " more refused lines");
                }
                screen.line(summary.rowsRead() + " rows read; " + (dryRun ? "would come in: " : "in: ")
                        + summary.ordersIn() + " orders with " + summary.linesIn() + " lines; already in: "
                        + summary.ordersAlreadyThere() + " orders with " + summary.linesAlreadyThere()
                        + " lines; refused: " + summary.linesRefused() + " lines");
                return summary.linesRefused() == 0 ? 0 : 1;
            } catch (BadInput | ErpRefusal e) {
                throw new Trouble(String.valueOf(e.getMessage()), e);
            }
        }

        /** A dry run needs no platform. */
        private ImportOrders importer() {
            if (dryRun) {
                LogIn nobody = new LogIn("", "");
                return new ImportOrders(new ErpApi(URI.create("http://127.0.0.1:1")), nobody, nobody);
            }
            Installation installation = options.running();
            Secrets secrets = installation.folder().secrets();
            return new ImportOrders(
                    new ErpApi(installation.erpCore()),
                    new LogIn(Installation.ADMINISTRATOR, secrets.administrator()),
                    // Not the demo's migration person: a password everybody knows has no place beside real data.
                    new LogIn(IMPORTER, secrets.importer()));
        }
    }
}
