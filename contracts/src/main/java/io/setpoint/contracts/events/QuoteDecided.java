package io.setpoint.contracts.events;

import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.QuoteId;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer accepted a quote, which became an order, or declined it. No fact yet, as with {@link QuoteMade}; the order has
 * its own.
 *
 * @param order what it became; null if it was declined
 * @param why always said if it was declined
 */
public record QuoteDecided(
        QuoteId quote,
        SiteId site,
        boolean accepted,
        @Nullable OrderId order,
        @Nullable String why,
        PersonId recordedBy,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.QUOTE_DECIDED;
    }

    @Override
    public String subject() {
        return quote.value();
    }
}
