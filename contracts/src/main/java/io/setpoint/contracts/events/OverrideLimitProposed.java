package io.setpoint.contracts.events;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.setpoint.contracts.values.OverrideLimitId;
import io.setpoint.contracts.values.PersonId;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Somebody wants the lower right to approve price overrides to reach another percentage off the list price. No fact yet: it
 * is a setting, not business.
 */
public record OverrideLimitProposed(
        OverrideLimitId overrideLimit,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal percent,
        String why,
        PersonId proposedBy,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.OVERRIDE_LIMIT_PROPOSED;
    }

    @Override
    public String subject() {
        return overrideLimit.value();
    }
}
