package io.setpoint.contracts.events;

import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;

/** A blind count was opened for bins of a site. No fact is made of it: a count is a fact when it is completed. */
public record CountStarted(
        CountId count, SiteId site, CountType countType, PersonId openedBy, int lines, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.COUNT_STARTED;
    }

    @Override
    public String subject() {
        return count.value();
    }
}
