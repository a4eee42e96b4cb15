package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import java.time.Instant;

/** A model no longer scores; rules take over. */
public record ModelRetired(String sha256, String kind, int version, PersonId retiredBy, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.MODEL_RETIRED;
    }

    @Override
    public String subject() {
        return sha256;
    }
}
