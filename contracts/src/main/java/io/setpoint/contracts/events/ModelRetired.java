package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import java.time.Instant;

/** A model no longer scores; rules take over. No fact is made of it: no KPI of the catalogue measures models yet. */
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
