package io.setpoint.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.setpoint.contracts.kpi.CellHash;
import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.contracts.kpi.KpiCell;
import io.setpoint.streaming.log.EventFile;
import io.setpoint.streaming.log.EventJson;
import io.setpoint.streaming.replay.CellReplay;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The worked cases of the KPI model as files of events, through the same operators as the live job. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkedCasesTest {
    private static final Path CASES = Path.of("src/test/resources/worked-cases");
    private static final Instant LATE_SCAN_TOLD = Instant.parse("2026-01-16T08:00:00Z");

    private Path folder = Path.of("");
    private EventFile file = new EventFile(Path.of(""), List.of(), List.of());
    private List<KpiCell> cells = List.of();

    @BeforeAll
    void computeAllCasesAtOnce(@TempDir Path temporary) throws Exception {
        folder = temporary;
        List<String> lines = new ArrayList<>();
        for (String each : List.of("g1", "g4", "g11", "g12", "g14", "g18", "late-scan")) {
            lines.addAll(Files.readAllLines(CASES.resolve(each + ".jsonl")));
        }
        file = EventFile.read(Files.write(folder.resolve("cases.jsonl"), lines));
        assertThat(file.problems()).isEmpty();
        cells = compute(LATE_SCAN_TOLD, 2, "all");
    }

    @Test
    void g1GainsAndLossesNetInTheNetVarianceOnly() {
        assertThat(value("G1", Kpi.INVENTORY_VARIANCE_NET)).hasValue(new BigDecimal("0.0000"));
        assertThat(value("G1", Kpi.INVENTORY_VARIANCE_ABSOLUTE)).hasValue(new BigDecimal("100.0000"));
        assertThat(sum("G1", Kpi.INVENTORY_VARIANCE_ABSOLUTE).denominator()).isEqualTo(2000_0000);
        assertThat(value("G1", Kpi.RECORD_ACCURACY)).hasValue(new BigDecimal("0.0000"));
    }

    @Test
    void g4AnOrderALineAndAUnitAreFilledEachByItsOwnMeasure() {
        assertThat(value("G4", Kpi.ORDER_FILL_RATE)).hasValue(new BigDecimal("50.0000"));
        assertThat(value("G4", Kpi.LINE_FILL_RATE)).hasValue(new BigDecimal("60.0000"));
        assertThat(value("G4", Kpi.UNIT_FILL_RATE)).hasValue(new BigDecimal("82.8571"));
        assertThat(sum("G4", Kpi.UNIT_FILL_RATE)).isEqualTo(new Sum(29_000, 35_000));
    }

    /** Shipped in December, back in January: what came back belongs to December. */
    @Test
    void g11AReturnCountsInTheMonthItsGoodsWereShipped() {
        Map<String, Sum> byMonth = cells.stream()
                .filter(cell -> cell.company().equals("G11") && cell.kpi().equals(Kpi.RETURN_RATE.id()))
                .collect(Collectors.toMap(
                        cell -> cell.window().substring("day:".length(), "day:2025-12".length()),
                        cell -> new Sum(cell.numerator(), cell.denominator())));

        assertThat(byMonth)
                .containsOnly(entry("2025-12", new Sum(6_000, 200_000)), entry("2026-01", new Sum(0, 100_000)));
        assertThat(Kpi.RETURN_RATE.value(6_000, 200_000)).hasValue(new BigDecimal("3.0000"));

        Sum whenTheyCameBack = cells.stream()
                .filter(cell -> cell.company().equals("G11")
                        && cell.kpi().equals(Kpi.RETURN_ACTIVITY.id())
                        && cell.window().startsWith("day:2026-01"))
                .map(cell -> new Sum(cell.numerator(), cell.denominator()))
                .reduce(
                        new Sum(0, 0),
                        (a, b) -> new Sum(a.numerator() + b.numerator(), a.denominator() + b.denominator()));
        assertThat(whenTheyCameBack).isEqualTo(new Sum(6_000, 100_000));
        assertThat(Kpi.RETURN_ACTIVITY.value(6_000, 100_000)).hasValue(new BigDecimal("6.0000"));
    }

    @Test
    void g12WhatTheCustomerTookBackCountsForUsAndWhatWeCutAgainstUs() {
        assertThat(sum("G12", Kpi.LINE_FILL_RATE)).isEqualTo(new Sum(1, 2));
        assertThat(sum("G12", Kpi.UNIT_FILL_RATE)).isEqualTo(new Sum(16_000, 18_000));
    }

    @Test
    void g14MovementDuringACountIsNoVariance() {
        assertThat(value("G14", Kpi.INVENTORY_VARIANCE_ABSOLUTE)).hasValue(new BigDecimal("0.0000"));
        assertThat(value("G14", Kpi.RECORD_ACCURACY)).hasValue(new BigDecimal("100.0000"));
    }

    @Test
    void g18AReversalCountsAgainUnlessItIsNetted() {
        assertThat(value("G18", Kpi.ADJUSTMENT_VALUE_NET)).hasValue(new BigDecimal("0.0000"));
        assertThat(value("G18", Kpi.ADJUSTMENT_VALUE_ABSOLUTE)).hasValue(new BigDecimal("200.0000"));
        assertThat(value("G18", Kpi.ADJUSTMENT_VALUE_ABSOLUTE_NET_OF_REVERSALS)).hasValue(new BigDecimal("0.0000"));
    }

    @Test
    void whereNothingHappenedThereIsNoValue() {
        assertThat(value("G18", Kpi.LINE_FILL_RATE)).isEmpty();
    }

    @Test
    void aScanToldLateChangesWhatIsKnownNowAndNotWhatWasKnownBefore() throws Exception {
        List<KpiCell> before = compute(LATE_SCAN_TOLD.minusSeconds(1), 1, "before");

        assertThat(sum(before, "LATE", Kpi.LINE_FILL_RATE)).isEqualTo(new Sum(0, 1));
        assertThat(sum("LATE", Kpi.LINE_FILL_RATE)).isEqualTo(new Sum(1, 1));
        assertThat(cells)
                .filteredOn(cell -> cell.company().equals("LATE") && cell.kpi().equals(Kpi.LINE_FILL_RATE.id()))
                .singleElement()
                .satisfies(cell -> assertThat(cell.window()).isEqualTo("day:2026-01-14"))
                .satisfies(cell -> assertThat(cell.revision()).isEqualTo(2));
        assertThat(before)
                .filteredOn(
                        cell -> !cell.company().equals("LATE") && cell.window().startsWith("day:"))
                .isEqualTo(cells.stream()
                        .filter(cell ->
                                !cell.company().equals("LATE") && cell.window().startsWith("day:"))
                        .toList());
    }

    private List<KpiCell> compute(Instant asKnownAt, int parallelism, String name) throws Exception {
        Path results = folder.resolve(name);
        Rebuild.run(file, ChronoUnit.MICROS.between(Instant.EPOCH, asKnownAt), parallelism, results);
        assertThat(results.resolve("dead-letters.jsonl")).isEmptyFile();
        return read(results.resolve("cells.jsonl"));
    }

    /** As known before the late scan and after it: each cell, computed from its events alone, is the one of the job. */
    @Test
    void aNumberIsReplayedFromItsEventsAsItWasKnownAndAsItIs() throws Exception {
        for (Instant at : List.of(LATE_SCAN_TOLD.minusSeconds(1), LATE_SCAN_TOLD)) {
            List<KpiCell> computed = compute(at, 1, "at-" + at.getEpochSecond());
            for (String company :
                    computed.stream().map(KpiCell::company).distinct().toList()) {
                for (Kpi kpi : Kpi.values()) {
                    CellReplay replay = CellReplay.of(
                            file.events(),
                            new CellReplay.Wanted(
                                    kpi,
                                    company,
                                    site -> true,
                                    window -> true,
                                    ChronoUnit.MICROS.between(Instant.EPOCH, at)));
                    assertThat(CellHash.of(replay.cells()))
                            .as("%s of %s", kpi.id(), company)
                            .isEqualTo(CellHash.of(computed.stream()
                                    .filter(cell -> cell.company().equals(company)
                                            && cell.kpi().equals(kpi.id()))
                                    .toList()));
                }
            }
        }
        CellReplay late = CellReplay.of(
                file.events(),
                new CellReplay.Wanted(
                        Kpi.LINE_FILL_RATE,
                        "LATE",
                        site -> true,
                        window -> true,
                        ChronoUnit.MICROS.between(Instant.EPOCH, LATE_SCAN_TOLD)));
        assertThat(late.events())
                .extracting(event -> event.type())
                .as("the event that changed what was known is named")
                .contains("setpoint.shipping.shipment-shipped.v1");
    }

    private static List<KpiCell> read(Path path) throws IOException {
        return Files.readAllLines(path).stream()
                .map(line -> EventJson.read(line, KpiCell.class))
                .toList();
    }

    private Optional<BigDecimal> value(String company, Kpi kpi) {
        Sum sum = sum(company, kpi);
        return kpi.value(sum.numerator(), sum.denominator());
    }

    private Sum sum(String company, Kpi kpi) {
        return sum(cells, company, kpi);
    }

    private static Sum sum(List<KpiCell> from, String company, Kpi kpi) {
        return from.stream()
                .filter(cell -> cell.company().equals(company) && cell.kpi().equals(kpi.id()))
                .map(cell -> new Sum(cell.numerator(), cell.denominator()))
                .reduce(
                        new Sum(0, 0),
                        (a, b) -> new Sum(a.numerator() + b.numerator(), a.denominator() + b.denominator()));
    }

    private record Sum(long numerator, long denominator) {}
}
