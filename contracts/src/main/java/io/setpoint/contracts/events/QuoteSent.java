package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.QuoteId;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;

/** A quote went to its customer. No fact yet, as with {@link QuoteMade}. */
public record QuoteSent(QuoteId quote, SiteId site, PersonId sentBy, Instant occurredAt) implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.QUOTE_SENT;
    }

    @Override
    public String subject() {
        return quote.value();
    }
}
