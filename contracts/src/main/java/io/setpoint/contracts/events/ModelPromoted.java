package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import java.time.Instant;

/**
 * A model scores from the commit of this event on. The file travels in the log, so that a replay gives the same scores.
 * No fact is made of it: no KPI of the catalogue measures models yet.
 */
public record ModelPromoted(
        String sha256,
        String kind,
        int version,
        String content,
        PersonId trainedBy,
        PersonId promotedBy,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.MODEL_PROMOTED;
    }

    @Override
    public String subject() {
        return sha256;
    }
}
