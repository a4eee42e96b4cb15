package io.setpoint.contracts.events;

import io.setpoint.contracts.values.ExceptionId;
import io.setpoint.contracts.values.PersonId;
import java.time.Instant;

/** A person commented on an exception. No fact is made of it: no KPI of the catalogue measures exceptions yet. */
public record ExceptionCommented(ExceptionId exception, PersonId person, String text, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.EXCEPTION_COMMENTED;
    }

    @Override
    public String subject() {
        return exception.value();
    }
}
