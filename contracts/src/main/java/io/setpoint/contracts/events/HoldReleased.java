package io.setpoint.contracts.events;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.HoldId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stock on hold was released, in full or in part. No fact rests on it yet, because no KPI of the catalogue measures
 * stock that is available.
 *
 * @param closed whether nothing is left on hold
 */
public record HoldReleased(
        HoldId hold,
        SiteId site,
        BinId bin,
        PersonId releasedBy,
        String note,
        boolean closed,
        Instant occurredAt,
        List<Line> lines)
        implements DomainEvent {
    public HoldReleased {
        lines = List.copyOf(lines);
    }

    @Override
    public EventType type() {
        return EventType.HOLD_RELEASED;
    }

    @Override
    public String subject() {
        return hold.value();
    }

    /**
     * What was released of one item.
     *
     * @param lot its lot or serial, if the item is tracked
     * @param available at the site after this
     */
    public record Line(
            int lineNo,
            Sku item,
            Quantity quantity,
            Quantity available,
            @Nullable LotNumber lot) {}
}
