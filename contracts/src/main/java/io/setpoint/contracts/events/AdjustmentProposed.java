package io.setpoint.contracts.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person proposes to change book stock; nothing is posted yet. No fact is made of it: what counts is what is posted.
 */
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
        Instant occurredAt,
        @Nullable LotNumber lot)
        implements DomainEvent {
    @JsonCreator
    public AdjustmentProposed {}

    /** Of an item that is not tracked. */
    public AdjustmentProposed(
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
                note,
                photo,
                count,
                countedBy,
                reversalOf,
                proposedBy,
                limit,
                rollingTotal,
                overTolerance,
                occurredAt,
                null);
    }

    @Override
    public EventType type() {
        return EventType.ADJUSTMENT_PROPOSED;
    }

    @Override
    public String subject() {
        return adjustment.value();
    }
}
