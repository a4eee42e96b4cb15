package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.UnitChangeId;
import java.time.Instant;

/**
 * Proposed units of measure hold from {@code holdsFrom} on; {@code approvedBy} is another person than {@code
 * proposedBy}. No fact is made of it: documents and facts carry base quantities.
 */
public record UnitsApproved(
        UnitChangeId unitChange, Instant holdsFrom, PersonId proposedBy, PersonId approvedBy, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.UNITS_APPROVED;
    }

    @Override
    public String subject() {
        return unitChange.value();
    }
}
