package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;

/** A person drafted a purchase order of a suggestion. No fact is made of it: the order has its own. */
public record SuggestionOrdered(
        SiteId site, Sku item, Quantity quantity, PurchaseOrderId order, PersonId orderedBy, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.SUGGESTION_ORDERED;
    }

    @Override
    public String subject() {
        return item.value();
    }
}
