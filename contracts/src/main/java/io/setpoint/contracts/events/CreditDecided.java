package io.setpoint.contracts.events;

import io.setpoint.contracts.values.InvoiceId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Another person let a credit without goods stand, or it was refused. No fact is made of it yet: no KPI counts revenue
 * so far.
 */
public record CreditDecided(
        InvoiceId creditNote,
        SiteId site,
        boolean approved,
        PersonId proposedBy,
        PersonId decidedBy,
        @Nullable String note,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.CREDIT_DECIDED;
    }

    @Override
    public String subject() {
        return creditNote.value();
    }
}
