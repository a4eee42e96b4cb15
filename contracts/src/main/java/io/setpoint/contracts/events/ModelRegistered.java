package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import java.time.Instant;

/** A trained model was proposed to the registry. No fact is made of it: no KPI of the catalogue measures models yet. */
public record ModelRegistered(String sha256, String kind, int version, PersonId trainedBy, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.MODEL_REGISTERED;
    }

    @Override
    public String subject() {
        return sha256;
    }
}
