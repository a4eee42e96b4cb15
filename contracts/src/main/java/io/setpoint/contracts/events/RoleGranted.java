package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person holds a role at a site, or at all sites of the company if {@code site} is null. No fact is made of it: it is
 * a setting, not business.
 */
public record RoleGranted(
        PersonId person, String role, @Nullable SiteId site, Instant occurredAt) implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.ROLE_GRANTED;
    }

    @Override
    public String subject() {
        return person.value();
    }
}
