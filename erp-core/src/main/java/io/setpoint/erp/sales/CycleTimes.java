package io.setpoint.erp.sales;

import io.setpoint.contracts.values.OrderId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/**
 * How long an order took, step by step, up to its last shipment. A step nobody recorded counts into the next one, so the
 * steps always sum to the total.
 */
final class CycleTimes {
    private static final int SCALE = 4;
    private static final BigDecimal SECONDS = BigDecimal.valueOf(3600);

    /** What an order goes through. */
    enum Step {
        RELEASE,
        PICK,
        PACK,
        SHIP,
        DELIVER
    }

    /**
     * The times of an order, in hours.
     *
     * @param orderToShip from placing to the last shipment; null until nothing is open any more
     * @param orderToDeliver from placing to the proof of delivery of the last shipment; null before
     */
    record CycleView(
            OrderId order,
            List<StepView> steps,
            @Nullable BigDecimal orderToShip,
            @Nullable BigDecimal orderToDeliver) {}

    /** A step that is done, and the hours since the one before. */
    record StepView(Step step, Instant at, BigDecimal hours) {}

    /** When an order reached what; the last shipment counts. */
    public record Milestones(
            Instant placedAt,
            @Nullable Instant releasedAt,
            @Nullable Instant pickedAt,
            @Nullable Instant packedAt,
            @Nullable Instant shippedAt,
            @Nullable Instant deliveredAt,
            boolean closed) {}

    interface Sql {
        @SqlQuery("""
                select o.placed_at, o.released_at, s.picked_at, s.packed_at, s.shipped_at, s.delivered_at,
                       o.state in ('SHIPPED', 'DELIVERED') as closed
                  from sales_order o
                  left join lateral (
                    select picked_at, packed_at, shipped_at, delivered_at
                      from shipment s
                     where s.company_id = o.company_id and s.order_id = o.order_id
                     order by s.shipped_at desc nulls last, s.shipment_id desc
                     limit 1) s on true
                 where o.order_id = :order
                """)
        @RegisterConstructorMapper(Milestones.class)
        Milestones milestones(OrderId order);
    }

    private CycleTimes() {}

    static CycleView of(Handle handle, OrderId order) {
        return of(order, handle.attach(Sql.class).milestones(order));
    }

    static CycleView of(OrderId order, Milestones times) {
        List<StepView> steps = new ArrayList<>();
        add(steps, times, Step.RELEASE, times.releasedAt());
        add(steps, times, Step.PICK, times.pickedAt());
        add(steps, times, Step.PACK, times.packedAt());
        add(steps, times, Step.SHIP, times.shippedAt());
        add(steps, times, Step.DELIVER, times.deliveredAt());
        return new CycleView(
                order,
                steps,
                times.closed() ? total(times, times.shippedAt()) : null,
                times.closed() ? total(times, times.deliveredAt()) : null);
    }

    private static void add(List<StepView> steps, Milestones times, Step step, @Nullable Instant at) {
        if (at != null) {
            // The difference of two rounded sums, so that rounding does not add up.
            Instant before = steps.isEmpty()
                    ? times.placedAt()
                    : steps.get(steps.size() - 1).at();
            steps.add(new StepView(step, at, hours(times, at).subtract(hours(times, before))));
        }
    }

    private static @Nullable BigDecimal total(Milestones times, @Nullable Instant at) {
        return at == null ? null : hours(times, at);
    }

    private static BigDecimal hours(Milestones times, Instant at) {
        return BigDecimal.valueOf(Duration.between(times.placedAt(), at).toMillis(), 3)
                .divide(SECONDS, SCALE, RoundingMode.HALF_UP);
    }
}
