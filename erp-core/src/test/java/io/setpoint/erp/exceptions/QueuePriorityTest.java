package io.setpoint.erp.exceptions;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class QueuePriorityTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @Example
    void itIsValueTimesClassWeightDividedByHoursLeft() {
        assertThat(QueuePriority.of(new BigDecimal("900"), QueuePriority.weight("A"), NOW.plusSeconds(2 * 3600), NOW))
                .isEqualByComparingTo("1350");
    }

    @Example
    void whatIsOverdueRanksByItsValueOnTop() {
        BigDecimal hundred = new BigDecimal("100");
        assertThat(QueuePriority.of(hundred, QueuePriority.NEUTRAL, NOW.minusSeconds(86_400), NOW))
                .isEqualByComparingTo("400")
                .isEqualByComparingTo(QueuePriority.of(hundred, QueuePriority.NEUTRAL, NOW.plusSeconds(900), NOW));
    }

    @Property
    void lessTimeMoreValueOrABetterCustomerNeverRanksLower(
            @ForAll @IntRange(min = 0, max = 1_000_000) int value,
            @ForAll @IntRange(min = 0, max = 1_000) int more,
            @ForAll @IntRange(min = -1_000, max = 100_000) int minutes,
            @ForAll @IntRange(min = 0, max = 1_000) int sooner) {
        BigDecimal base = rank(value, "B", minutes);
        assertThat(rank(value + more, "B", minutes)).isGreaterThanOrEqualTo(base);
        assertThat(rank(value, "A", minutes)).isGreaterThanOrEqualTo(base);
        assertThat(rank(value, "B", minutes - sooner)).isGreaterThanOrEqualTo(base);
        assertThat(rank(value, "C", minutes)).isLessThanOrEqualTo(base);
    }

    private static BigDecimal rank(int value, String customerClass, int minutes) {
        return QueuePriority.of(
                BigDecimal.valueOf(value), QueuePriority.weight(customerClass), NOW.plusSeconds(minutes * 60L), NOW);
    }
}
