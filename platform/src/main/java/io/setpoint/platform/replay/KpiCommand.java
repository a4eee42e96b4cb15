package io.setpoint.platform.replay;

import io.setpoint.platform.console.Screen;
import io.setpoint.platform.installation.Trouble;
import io.setpoint.streaming.log.EventFile;
import io.setpoint.streaming.log.EventJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Computes the KPIs of a file of events, by the operators of the live job; needs no running platform. */
@Command(
        name = "kpi",
        description = "Computes the KPIs of a file of events (docs/events.md); needs no running platform.")
public final class KpiCommand implements Callable<Integer> {
    private static final String ROW = "%-16s %-10s %-6s %-16s %16s  %-11s %16d / %d";

    @Parameters(paramLabel = "EVENTS.jsonl", description = "One event in JSON a line.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path events;

    @Option(
            names = "--as-known-at",
            paramLabel = "T",
            description = "As known at this moment of the commit clock, such as 2026-11-23T17:00:00Z (default: with the"
                    + " last event).")
    private @Nullable Instant asKnownAt;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** 0 if every line could be read, 1 if not: then nothing is computed. */
    @Override
    public Integer call() throws Exception {
        EventFile file = read();
        if (!file.problems().isEmpty()) {
            PrintWriter err = spec.commandLine().getErr();
            file.problems().forEach(err::println);
            throw new Trouble("Nothing was computed: " + file.problems().size() + " of the lines cannot be read.");
        }
        if (file.events().isEmpty()) {
            throw new Trouble("The file " + events + " holds no events.");
        }
        Replay replay = Replay.of(
                file, asKnownAt == null ? Instant.EPOCH.plus(file.lastStamp(), ChronoUnit.MICROS) : asKnownAt);
        Screen screen = new Screen(spec.commandLine().getOut());
        if (json) {
            screen.line(EventJson.write(replay));
        } else {
            print(replay, screen);
        }
        return 0;
    }

    private EventFile read() {
        try {
            return EventFile.read(events);
        } catch (IOException e) {
            throw new Trouble("The file " + events + " cannot be read: " + Trouble.reason(e) + ".", e);
        }
    }

    private static void print(Replay replay, Screen screen) {
        for (Replay.Row row : replay.cells()) {
            screen.line(String.format(
                    Locale.ROOT,
                    ROW,
                    row.kpi(),
                    row.company(),
                    row.site(),
                    row.window(),
                    value(row.value()),
                    unit(row.unit().name()),
                    row.numerator(),
                    row.denominator()));
        }
        screen.line("");
        for (Replay.Total total : replay.totals()) {
            screen.line(String.format(
                    Locale.ROOT,
                    ROW,
                    total.kpi(),
                    total.company(),
                    "all",
                    "all days",
                    value(total.value()),
                    unit(total.unit().name()),
                    total.numerator(),
                    total.denominator()));
        }
        screen.line("");
        replay.refused()
                .forEach(refused ->
                        screen.line("line " + refused.line() + " (" + refused.type() + "): " + refused.reason()));
        screen.line(replay.cells().size() + " cells of " + replay.events() + " events as known at " + replay.asKnownAt()
                + ", SHA-256 " + replay.sha256());
    }

    private static String value(@Nullable String value) {
        return value == null ? "no activity" : value;
    }

    private static String unit(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
