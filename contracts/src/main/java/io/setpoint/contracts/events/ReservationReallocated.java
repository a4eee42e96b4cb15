package io.setpoint.contracts.events;

import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;

/**
 * A person gave what one order line held in stock to the backorder of another. No fact is made of it: the fill rates look
 * at what was reserved at release and at what shipped, and neither changes by it.
 */
public record ReservationReallocated(
        OrderId order,
        int lineNo,
        OrderId toOrder,
        int toLineNo,
        SiteId site,
        Sku item,
        Quantity quantity,
        String why,
        PersonId reallocatedBy,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.RESERVATION_REALLOCATED;
    }

    @Override
    public String subject() {
        return order.value();
    }
}
