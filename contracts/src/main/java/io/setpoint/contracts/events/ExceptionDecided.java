package io.setpoint.contracts.events;

import io.setpoint.contracts.values.ExceptionId;
import io.setpoint.contracts.values.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person decided an exception; the remedy was posted in the same transaction. No fact is made of it: no KPI of the
 * catalogue measures exceptions yet.
 */
public record ExceptionDecided(
        ExceptionId exception,
        String exceptionType,
        String document,
        Decision decision,
        @Nullable String remedy,
        @Nullable String why,
        PersonId decidedBy,
        String evidenceHash,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.EXCEPTION_DECIDED;
    }

    @Override
    public String subject() {
        return exception.value();
    }
}
