package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.UnitChangeId;
import java.time.Instant;

/** Proposed units of measure were refused or taken back. No fact is made of it: nothing changed. */
public record UnitsRejected(UnitChangeId unitChange, PersonId rejectedBy, String why, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.UNITS_REJECTED;
    }

    @Override
    public String subject() {
        return unitChange.value();
    }
}
