package io.setpoint.streaming.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.setpoint.contracts.kpi.Fact;
import io.setpoint.contracts.kpi.FactGrain;
import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.contracts.kpi.KpiCell;
import io.setpoint.streaming.KeyedOperator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KpiCellsTest {
    private static KeyedOperator<CellChange, KpiCell> harness() throws Exception {
        return new KeyedOperator<>(new KpiCells(), CellChange::key);
    }

    @Test
    void aCellGoesOutOnceACommitWithTheSumOfItsChangesAndTheNextRevision() throws Exception {
        try (var cells = harness()) {
            cells.open();
            send(cells, order(5, 1, 1, 1));
            send(cells, order(5, 1, 1, 0));
            send(cells, order(9, 1, 1, 1));
            cells.watermark(5);
            assertThat(cells.output()).containsExactly(cell(1, 2, 1, 5));

            cells.watermark(9);
            assertThat(cells.output()).containsExactly(cell(1, 2, 1, 5), cell(2, 3, 2, 9));
        }
    }

    @Test
    void changesThatCancelEachOtherOutAreNoChange() throws Exception {
        try (var cells = harness()) {
            cells.open();
            send(cells, order(5, 1, 1, 1));
            cells.watermark(5);
            send(cells, order(7, -1, 1, 1));
            send(cells, order(7, 1, 1, 1));
            cells.watermark(7);

            assertThat(cells.output()).containsExactly(cell(1, 1, 1, 5));
        }
    }

    @Test
    void aRestatementTakesBackWhatWasCounted() throws Exception {
        try (var cells = harness()) {
            cells.open();
            send(cells, order(5, 1, 1, 1));
            send(cells, order(7, -1, 1, 1));
            cells.watermark(7);

            assertThat(cells.output()).containsExactly(cell(1, 1, 1, 5), cell(0, 0, 2, 7));
        }
    }

    @Test
    void theEndOfABoundedRunPublishesNothingThatIsNotComplete() throws Exception {
        try (var cells = harness()) {
            cells.open();
            send(cells, order(5, 1, 1, 1));
            cells.watermark(Long.MAX_VALUE);

            assertThat(cells.output()).isEmpty();
        }
    }

    @Test
    void everyKpiOfTheCatalogueIsInOneGroup() {
        Set<Kpi> grouped = new HashSet<>();
        CellGroup.ALL.forEach(group ->
                group.kpis().forEach(kpi -> assertThat(grouped.add(kpi)).isTrue()));

        assertThat(grouped).containsExactlyInAnyOrder(Kpi.values());
    }

    @Test
    void anOpenLineChangesTheCellsOfBothItsAges() {
        Fact open = new Fact(
                "id",
                FactGrain.ORDER_LINE,
                "open",
                "HALDEN",
                "GOT1",
                "",
                1,
                5,
                1,
                Map.of("ageEntry", "1-3", "ageDue", "not due"),
                Map.of("lines", 1L, "open", 6_000L, "openValue", 9L));

        assertThat(CellGroup.changes(open))
                .extracting(CellChange::window, CellChange::sums)
                .containsExactlyInAnyOrder(
                        tuple("bucket:1-3", List.of(1L, 0L, 6_000L, 0L, 9L, 0L)),
                        tuple("bucket:not due", List.of(1L, 0L, 6_000L, 0L, 9L, 0L)));
    }

    private static void send(KeyedOperator<CellChange, KpiCell> cells, Fact fact) throws Exception {
        for (CellChange change : CellGroup.changes(fact)) {
            cells.send(change);
        }
    }

    private static Fact order(long stamp, int sign, long orders, long filled) {
        return new Fact(
                "id",
                FactGrain.ORDER,
                "fill",
                "HALDEN",
                "GOT1",
                "2026-01-12",
                1,
                stamp,
                sign,
                Map.of(),
                Map.of("orders", orders, "ordersFilled", filled));
    }

    private static KpiCell cell(long numerator, long denominator, long revision, long stamp) {
        return new KpiCell("ofr", 1, "HALDEN", "GOT1", "day:2026-01-12", numerator, denominator, revision, stamp);
    }
}
