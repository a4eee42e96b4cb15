package io.setpoint.contracts.events;

import io.setpoint.contracts.values.ExceptionId;
import java.time.Instant;

/**
 * The cause of an undecided exception has gone. No fact is made of it: no KPI of the catalogue measures exceptions yet.
 */
public record ExceptionCleared(ExceptionId exception, String why, Instant occurredAt) implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.EXCEPTION_CLEARED;
    }

    @Override
    public String subject() {
        return exception.value();
    }
}
