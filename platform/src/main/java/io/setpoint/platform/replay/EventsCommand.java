package io.setpoint.platform.replay;

import io.setpoint.platform.console.PlatformOptions;
import io.setpoint.platform.console.Screen;
import io.setpoint.platform.installation.Trouble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the event log into a file, for {@link KpiCommand}, auditors and other programs. */
@Command(
        name = "events",
        description =
                "Writes the event log into a file, one event in JSON a line (docs/events.md), for ./setpoint kpi.")
public final class EventsCommand implements Callable<Integer> {
    @Mixin
    private PlatformOptions options = new PlatformOptions();

    @Parameters(paramLabel = "FILE", description = "Where to; what is there is replaced.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Option(names = "--company", paramLabel = "C", description = "Events of this company only (default: all).")
    private @Nullable String company;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** 0 if all was written, 1 if not. */
    @Override
    public Integer call() {
        try {
            EventExport export = EventExport.write(options.running().kafkaBootstrapServers(), company, file);
            new Screen(spec.commandLine().getOut())
                    .line(export.events() + " events, complete to " + export.completeTo() + ", in " + file);
            return 0;
        } catch (IOException e) {
            throw new Trouble("The file " + file + " cannot be written: " + Trouble.reason(e) + ".", e);
        }
    }
}
