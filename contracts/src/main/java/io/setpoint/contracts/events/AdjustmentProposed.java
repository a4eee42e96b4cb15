package io.setpoint.contracts.events;

import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person proposes to change book stock; nothing is posted yet. */
public record AdjustmentProposed(
        AdjustmentId adjustment,
        SiteId site,
        String zone,
        Sku item,
        String category,
        BinId bin,
        Quantity quantity,
        Money unitCost,
        Money value,
        AdjustmentReason reason,
        @Nullable String note,
        boolean photo,
        @Nullable CountId count,
        @Nullable PersonId countedBy,
        @Nullable AdjustmentId reversalOf,
        PersonId proposedBy,
        Money limit,
        Money rollingTotal,
        boolean overTolerance,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.ADJUSTMENT_PROPOSED;
    }

    @Override
    public String subject() {
        return adjustment.value();
    }
}
