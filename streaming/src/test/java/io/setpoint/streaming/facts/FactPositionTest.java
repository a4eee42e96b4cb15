package io.setpoint.streaming.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.kpi.Fact;
import io.setpoint.contracts.kpi.FactGrain;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FactPositionTest {
    private static final FactRow ROW = FactRow.unsigned(
            FactGrain.ORDER, "fill", "HALDEN", "GOT1", "2026-01-12", 5, Map.of(), Map.of("orders", 1L));

    @Test
    void thePositionOfARowIsFoundAgainFromItsIdInTheTopic() {
        FactRow row = ROW.signed(1, "HALDEN|SO-1", 77, 3);

        assertThat(FactPosition.found(row.id(), row.kind(), row.tc())).isEqualTo(FactPosition.of(row));
    }

    @Test
    void aMarkerStandsAfterEveryRowOfItsStampAndBeforeTheNextStamp() {
        FactRow marker = FactRow.marker(FactGrain.ORDER, 77);
        FactPosition found = FactPosition.found(marker.id(), marker.kind(), marker.tc());

        assertThat(found).isGreaterThan(FactPosition.of(ROW.signed(1, "ZZZ|SO-9", 77, 999)));
        assertThat(found).isLessThan(FactPosition.of(ROW.signed(1, "AAA|ADJ-1", 78, 0)));
        assertThat(marker.kind()).isEqualTo(Fact.MARKER);
    }

    @Test
    void positionsAreOrderedAsTheSinkGetsTheRows() {
        List<FactRow> rows = List.of(
                ROW.signed(1, "B|SO-1", 1, 0),
                ROW.signed(1, "A|SO-1", 2, 0),
                ROW.signed(1, "A|SO-1", 2, 1),
                ROW.signed(1, "B|SO-1", 2, 0));

        assertThat(rows).isSortedAccordingTo(FactOrder.ORDER);
        assertThat(rows.stream().map(FactPosition::of).toList()).isSorted();
    }
}
