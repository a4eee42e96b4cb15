package io.setpoint.contracts.events;

import io.setpoint.contracts.values.ExceptionId;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An exception stands in the queue. No fact is made of it: no KPI of the catalogue measures exceptions yet. */
public record ExceptionRaised(
        ExceptionId exception,
        String exceptionType,
        @Nullable SiteId site,
        String document,
        String severity,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.EXCEPTION_RAISED;
    }

    @Override
    public String subject() {
        return exception.value();
    }
}
