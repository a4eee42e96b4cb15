package io.setpoint.contracts.events;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of returned goods is posted. {@code approvedBy} is absent where one person was enough, and {@code lot} where
 * the item is not tracked. No fact is made
 * of it yet: no KPI counts returns or stock on hand so far.
 */
public record ReturnDisposed(
        ReturnId returnId,
        int dispositionNo,
        SiteId site,
        String zone,
        int lineNo,
        Sku item,
        Quantity quantity,
        ReturnOutcome outcome,
        BinId fromBin,
        @Nullable BinId toBin,
        Money value,
        ReturnReason reason,
        PersonId proposedBy,
        @Nullable PersonId approvedBy,
        Instant occurredAt,
        @Nullable LotNumber lot)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.RETURN_DISPOSED;
    }

    @Override
    public String subject() {
        return returnId.value();
    }
}
