package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;

/** A return was called off before anything arrived. No fact is made of it: nothing moved. */
public record ReturnCancelled(ReturnId returnId, SiteId site, String why, PersonId cancelledBy, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.RETURN_CANCELLED;
    }

    @Override
    public String subject() {
        return returnId.value();
    }
}
