package io.setpoint.streaming.facts;

import static io.setpoint.streaming.facts.Orders.denominator;
import static io.setpoint.streaming.facts.Orders.each;
import static io.setpoint.streaming.facts.Orders.numerator;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.events.CountCompleted;
import io.setpoint.contracts.events.CountType;
import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountFactsTest {
    @Test
    void g1GainsAndLossesNetInTheNetVarianceOnly() {
        List<FactRow> rows = rows(CountType.PLANNED, line(1, "A", 100, 95), line(2, "A", 100, 105));

        assertThat(numerator(Kpi.INVENTORY_VARIANCE_NET, rows)).isZero();
        assertThat(numerator(Kpi.INVENTORY_VARIANCE_ABSOLUTE, rows)).isEqualTo(1_000_000);
        assertThat(denominator(Kpi.INVENTORY_VARIANCE_ABSOLUTE, rows)).isEqualTo(20_000_000);
        assertThat(numerator(Kpi.RECORD_ACCURACY, rows)).isZero();
        assertThat(denominator(Kpi.RECORD_ACCURACY, rows)).isEqualTo(2);
    }

    @Test
    void g14TheBookIsThatOfTheScanSoMovementDuringTheCountIsNoVariance() {
        int bookAtStart = 50;
        int shippedDuringTheCount = 5;

        List<FactRow> rows = rows(CountType.PLANNED, line(1, "A", bookAtStart - shippedDuringTheCount, 45));

        assertThat(numerator(Kpi.INVENTORY_VARIANCE_ABSOLUTE, rows)).isZero();
        assertThat(numerator(Kpi.RECORD_ACCURACY, rows)).isEqualTo(1);
    }

    @Test
    void theToleranceIsThatOfTheClassAndItsBoundCounts() {
        assertThat(CountAccuracy.isAccurate("A", 100_000, 99_000)).isTrue();
        assertThat(CountAccuracy.isAccurate("A", 100_000, 98_999)).isFalse();
        assertThat(CountAccuracy.isAccurate("B", 100_000, 103_000)).isTrue();
        assertThat(CountAccuracy.isAccurate("B", 100_000, 103_001)).isFalse();
        assertThat(CountAccuracy.isAccurate("C", 100_000, 95_000)).isTrue();
        assertThat(CountAccuracy.isAccurate("C", 100_000, 94_999)).isFalse();
        assertThat(CountAccuracy.isAccurate("Z", 100_000, 100_001)).isFalse();
    }

    @Test
    void aBookOfZeroRequiresACountOfZero() {
        assertThat(CountAccuracy.isAccurate("C", 0, 0)).isTrue();
        assertThat(CountAccuracy.isAccurate("C", 0, 1)).isFalse();
    }

    @Test
    void opportunisticCountsShowVarianceButDoNotCountForAccuracy() {
        List<FactRow> rows = rows(CountType.OPPORTUNISTIC, line(1, "A", 100, 95));

        assertThat(numerator(Kpi.INVENTORY_VARIANCE_NET, rows)).isEqualTo(-500_000);
        assertThat(denominator(Kpi.RECORD_ACCURACY, rows)).isZero();
    }

    private static List<FactRow> rows(CountType type, CountCompleted.Line... lines) {
        return CountFacts.rows(
                "HALDEN",
                new CountCompleted(
                        new CountId("CC-1"),
                        new SiteId("GOT1"),
                        Orders.ZONE,
                        type,
                        Orders.MONDAY_NINE,
                        List.of(lines)));
    }

    private static CountCompleted.Line line(int lineNo, String abc, int book, int counted) {
        return new CountCompleted.Line(
                lineNo,
                new Sku("item-" + lineNo),
                "Safety",
                abc,
                new BinId("C-14-2"),
                each(book),
                each(counted),
                Money.of("10", "EUR"),
                1,
                new PersonId("k.lind"),
                null);
    }
}
