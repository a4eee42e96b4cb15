package io.setpoint.contracts.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An adjustment changed book stock. Above tolerance {@code approvedBy} is another person than {@code proposedBy}. */
public record AdjustmentPosted(
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
        @Nullable AdjustmentId reversalOf,
        PersonId proposedBy,
        @Nullable PersonId approvedBy,
        Instant occurredAt,
        @Nullable LotNumber lot)
        implements DomainEvent {
    @JsonCreator
    public AdjustmentPosted {}

    /** Of an item that is not tracked. */
    public AdjustmentPosted(
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
            @Nullable AdjustmentId reversalOf,
            PersonId proposedBy,
            @Nullable PersonId approvedBy,
            Instant occurredAt) {
        this(
                adjustment,
                site,
                zone,
                item,
                category,
                bin,
                quantity,
                unitCost,
                value,
                reason,
                reversalOf,
                proposedBy,
                approvedBy,
                occurredAt,
                null);
    }

    @Override
    public EventType type() {
        return EventType.ADJUSTMENT_POSTED;
    }

    @Override
    public String subject() {
        return adjustment.value();
    }
}
