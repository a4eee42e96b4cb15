package io.setpoint.platform.replay;

import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.contracts.kpi.KpiCell;
import io.setpoint.streaming.Rebuild;
import io.setpoint.streaming.log.EventFile;
import io.setpoint.streaming.log.EventJson;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a file of events says: its cells, their sums, and the events that contradict what was known.
 *
 * @param asKnownAt commits after it count for nothing, and open documents are as old as they were then
 * @param events how many events the file holds
 * @param cells by key
 * @param totals of the KPIs that fall in days: over all sites and days of a company
 * @param refused events that fit nothing
 * @param sha256 of the cells as the live job writes them, a line each, in the order of their keys
 */
public record Replay(
        Instant asKnownAt, int events, List<Row> cells, List<Total> totals, List<Refused> refused, String sha256) {

    public Replay {
        cells = List.copyOf(cells);
        totals = List.copyOf(totals);
        refused = List.copyOf(refused);
    }

    /** Computes a file. Throws what Flink threw if the computation could not be run. */
    public static Replay of(EventFile file, Instant asKnownAt) throws Exception {
        Path folder = Files.createTempDirectory("setpoint-kpi");
        try {
            Rebuild.run(file, ChronoUnit.MICROS.between(Instant.EPOCH, asKnownAt), 1, folder);
            Path computed = folder.resolve("cells.jsonl");
            List<KpiCell> cells = Files.readAllLines(computed).stream()
                    .map(line -> EventJson.read(line, KpiCell.class))
                    .toList();
            return new Replay(
                    asKnownAt,
                    file.events().size(),
                    cells.stream().map(Row::of).toList(),
                    totals(cells),
                    Files.readAllLines(folder.resolve("dead-letters.jsonl")).stream()
                            .map(line -> EventJson.read(line, Letter.class))
                            .map(letter -> new Refused(letter.offset(), letter.type(), letter.reason()))
                            .sorted(Comparator.comparingLong(Refused::line))
                            .toList(),
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(computed))));
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private static List<Total> totals(List<KpiCell> cells) {
        TreeMap<String, Total> byKey = new TreeMap<>();
        for (KpiCell cell : cells) {
            if (kpi(cell).window() == Kpi.Window.DAY) {
                byKey.merge(
                        cell.company() + "|" + cell.kpi() + "|" + cell.version(),
                        Total.of(cell, cell.numerator(), cell.denominator()),
                        (one, other) -> Total.of(
                                cell,
                                Math.addExact(one.numerator(), other.numerator()),
                                Math.addExact(one.denominator(), other.denominator())));
            }
        }
        return new ArrayList<>(byKey.values());
    }

    private static Kpi kpi(KpiCell cell) {
        return Kpi.ofId(cell.kpi())
                .orElseThrow(() -> new IllegalStateException("a cell of no KPI of the catalogue: " + cell));
    }

    private static @Nullable String value(KpiCell cell, long numerator, long denominator) {
        return kpi(cell)
                .value(numerator, denominator)
                .map(BigDecimal::toPlainString)
                .orElse(null);
    }

    /**
     * A cell with its value.
     *
     * @param value as {@link Kpi#value} gives it; absent if there was no activity
     */
    public record Row(
            String kpi,
            int version,
            String company,
            String site,
            String window,
            @Nullable String value,
            Kpi.Unit unit,
            long numerator,
            long denominator,
            long revision,
            long stamp) {
        private static Row of(KpiCell cell) {
            return new Row(
                    cell.kpi(),
                    cell.version(),
                    cell.company(),
                    cell.site(),
                    cell.window(),
                    Replay.value(cell, cell.numerator(), cell.denominator()),
                    Replay.kpi(cell).unit(),
                    cell.numerator(),
                    cell.denominator(),
                    cell.revision(),
                    cell.stamp());
        }
    }

    /** Sums of cells, divided once. */
    public record Total(
            String kpi,
            int version,
            String company,
            @Nullable String value,
            Kpi.Unit unit,
            long numerator,
            long denominator) {
        private static Total of(KpiCell cell, long numerator, long denominator) {
            return new Total(
                    cell.kpi(),
                    cell.version(),
                    cell.company(),
                    Replay.value(cell, numerator, denominator),
                    Replay.kpi(cell).unit(),
                    numerator,
                    denominator);
        }
    }

    /** An event that fits nothing, and why. */
    public record Refused(long line, String type, String reason) {}

    private record Letter(long offset, String type, String reason) {}
}
