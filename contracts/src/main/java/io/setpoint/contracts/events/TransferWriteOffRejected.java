package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.TransferId;
import io.setpoint.contracts.values.WriteOffId;
import java.time.Instant;

/** A proposed write-off was refused; the goods stay in transit. No fact rests on it: nothing has changed. */
public record TransferWriteOffRejected(
        WriteOffId writeOff,
        TransferId transfer,
        int lineNo,
        SiteId toSite,
        PersonId proposedBy,
        PersonId rejectedBy,
        String why,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.TRANSFER_WRITE_OFF_REJECTED;
    }

    @Override
    public String subject() {
        return transfer.value();
    }
}
