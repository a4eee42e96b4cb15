package io.setpoint.contracts.events;

import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.QuoteId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;
import java.util.List;

/**
 * Prices were offered to a customer. No fact is made of it yet: no KPI counts quotes so far, and the event carries what a
 * hit rate would need for the day one does.
 */
public record QuoteMade(
        QuoteId quote,
        SiteId site,
        CustomerId customer,
        String channel,
        Instant validUntil,
        PersonId madeBy,
        Instant occurredAt,
        List<Line> lines)
        implements DomainEvent {
    public QuoteMade {
        lines = List.copyOf(lines);
    }

    @Override
    public EventType type() {
        return EventType.QUOTE_MADE;
    }

    @Override
    public String subject() {
        return quote.value();
    }

    /** One offered line. */
    public record Line(int lineNo, Sku item, Quantity quantity, Money unitPrice) {}
}
