package io.setpoint.erp.sales;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.values.OrderId;
import io.setpoint.erp.sales.CycleTimes.CycleView;
import io.setpoint.erp.sales.CycleTimes.Milestones;
import io.setpoint.erp.sales.CycleTimes.Step;
import io.setpoint.erp.sales.CycleTimes.StepView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CycleTimesTest {
    private static final OrderId ORDER = new OrderId("SO-1");
    private static final Instant PLACED = Instant.parse("2026-11-20T08:00:00Z");

    private static Instant after(String hours) {
        return PLACED.plusSeconds(
                new BigDecimal(hours).multiply(BigDecimal.valueOf(3600)).longValueExact());
    }

    private static BigDecimal sum(CycleView view, Step last) {
        return view.steps().stream()
                .filter(step -> step.step().compareTo(last) <= 0)
                .map(StepView::hours)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void eachStepIsTheTimeSinceTheOneBefore() {
        CycleView view = CycleTimes.of(
                ORDER, new Milestones(PLACED, after("1"), after("3.5"), after("4"), after("6"), after("30"), true));
        assertThat(view.steps()).extracting(StepView::step).containsExactly(Step.values());
        assertThat(view.steps())
                .extracting(step -> step.hours().stripTrailingZeros().toPlainString())
                .containsExactly("1", "2.5", "0.5", "2", "24");
        assertThat(view.orderToShip()).isEqualByComparingTo("6");
        assertThat(view.orderToDeliver()).isEqualByComparingTo("30");
    }

    @Test
    void aStepNobodyRecordedCountsIntoTheNextAndAnOpenOrderHasNoTotal() {
        CycleView history =
                CycleTimes.of(ORDER, new Milestones(PLACED, after("1"), null, null, after("6"), null, true));
        assertThat(history.steps()).extracting(StepView::step).containsExactly(Step.RELEASE, Step.SHIP);
        assertThat(history.steps().get(1).hours()).isEqualByComparingTo("5");
        assertThat(history.orderToDeliver()).isNull();
        assertThat(CycleTimes.of(ORDER, new Milestones(PLACED, after("1"), null, null, after("6"), after("7"), false))
                        .orderToShip())
                .isNull();
    }

    @Property
    void theStepsSumToTheTotal(@ForAll long seed) {
        Random random = new Random(seed);
        Instant[] times = new Instant[5];
        Instant last = PLACED;
        for (int i = 0; i < times.length; i++) {
            last = last.plusMillis(random.nextInt(500_000_000));
            times[i] = last;
        }
        CycleView view = CycleTimes.of(
                ORDER,
                new Milestones(
                        PLACED,
                        maybe(random, times[0]),
                        maybe(random, times[1]),
                        maybe(random, times[2]),
                        times[3],
                        times[4],
                        true));
        assertThat(sum(view, Step.SHIP)).isEqualByComparingTo(view.orderToShip());
        assertThat(sum(view, Step.DELIVER)).isEqualByComparingTo(view.orderToDeliver());
    }

    private static @Nullable Instant maybe(Random random, Instant time) {
        return random.nextInt(4) == 0 ? null : time;
    }
}
