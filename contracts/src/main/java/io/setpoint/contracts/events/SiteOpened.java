package io.setpoint.contracts.events;

import io.setpoint.contracts.values.SiteId;
import java.time.Instant;

/** A warehouse works from now on. No fact is made of it: it is a setting, not business. */
public record SiteOpened(SiteId site, String name, String zone, Instant occurredAt) implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.SITE_OPENED;
    }

    @Override
    public String subject() {
        return site.value();
    }
}
