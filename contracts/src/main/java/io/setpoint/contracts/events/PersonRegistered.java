package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import java.time.Instant;

/** A person or machine principal can log in. No fact is made of it: it is a setting, not business. */
public record PersonRegistered(PersonId person, String name, boolean machine, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.PERSON_REGISTERED;
    }

    @Override
    public String subject() {
        return person.value();
    }
}
