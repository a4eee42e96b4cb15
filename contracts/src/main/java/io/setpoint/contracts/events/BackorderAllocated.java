package io.setpoint.contracts.events;

import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;

/**
 * Stock that came free was reserved for a backordered line, oldest promise first. No fact is made of it: the fill rates
 * look at what is shipped.
 */
public record BackorderAllocated(OrderId order, SiteId site, int lineNo, Quantity quantity, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.BACKORDER_ALLOCATED;
    }

    @Override
    public String subject() {
        return order.value();
    }
}
