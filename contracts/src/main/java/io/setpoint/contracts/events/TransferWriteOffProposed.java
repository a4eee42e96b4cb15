package io.setpoint.contracts.events;

import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.TransferId;
import io.setpoint.contracts.values.WriteOffId;
import java.time.Instant;

/**
 * A person proposes to give up goods in transit; nothing is written off yet. No fact rests on it: the value counts once
 * it is written off.
 */
public record TransferWriteOffProposed(
        WriteOffId writeOff,
        TransferId transfer,
        int lineNo,
        SiteId fromSite,
        SiteId toSite,
        Sku item,
        Quantity quantity,
        Money unitCost,
        Money value,
        TransferDifference reason,
        String why,
        PersonId proposedBy,
        Money limit,
        Money rollingTotal,
        boolean overTolerance,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.TRANSFER_WRITE_OFF_PROPOSED;
    }

    @Override
    public String subject() {
        return transfer.value();
    }
}
