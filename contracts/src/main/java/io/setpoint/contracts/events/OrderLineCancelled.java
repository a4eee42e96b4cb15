package io.setpoint.contracts.events;

import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;

/** A quantity of an order line will not be delivered. */
public record OrderLineCancelled(
        OrderId order,
        SiteId site,
        int lineNo,
        Quantity quantity,
        CancelReason reason,
        boolean beforeRelease,
        PersonId cancelledBy,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.ORDER_LINE_CANCELLED;
    }

    @Override
    public String subject() {
        return order.value();
    }
}
