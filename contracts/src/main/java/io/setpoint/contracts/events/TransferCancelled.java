package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.TransferId;
import java.time.Instant;

/** A transfer was called off before anything was sent. No fact rests on it: nothing has moved. */
public record TransferCancelled(
        TransferId transfer, SiteId fromSite, SiteId toSite, PersonId cancelledBy, String why, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.TRANSFER_CANCELLED;
    }

    @Override
    public String subject() {
        return transfer.value();
    }
}
