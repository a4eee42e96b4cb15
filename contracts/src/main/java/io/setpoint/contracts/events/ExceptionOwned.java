package io.setpoint.contracts.events;

import io.setpoint.contracts.values.ExceptionId;
import io.setpoint.contracts.values.PersonId;
import java.time.Instant;

/** A person took an exception. No fact is made of it: no KPI of the catalogue measures exceptions yet. */
public record ExceptionOwned(ExceptionId exception, PersonId owner, Instant occurredAt) implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.EXCEPTION_OWNED;
    }

    @Override
    public String subject() {
        return exception.value();
    }
}
