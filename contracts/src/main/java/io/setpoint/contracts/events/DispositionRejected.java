package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;

/** A proposed disposition was refused or taken back; the goods wait on. No fact is made of it: nothing moved. */
public record DispositionRejected(
        ReturnId returnId, int dispositionNo, SiteId site, PersonId rejectedBy, String why, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.DISPOSITION_REJECTED;
    }

    @Override
    public String subject() {
        return returnId.value();
    }
}
