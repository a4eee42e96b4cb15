package io.setpoint.contracts.events;

import io.setpoint.contracts.values.OverrideLimitId;
import io.setpoint.contracts.values.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Another person let a limit of price overrides hold from now on, or refused it. No fact yet: it is a setting, not business. */
public record OverrideLimitDecided(
        OverrideLimitId overrideLimit,
        boolean approved,
        PersonId proposedBy,
        PersonId decidedBy,
        @Nullable String note,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.OVERRIDE_LIMIT_DECIDED;
    }

    @Override
    public String subject() {
        return overrideLimit.value();
    }
}
