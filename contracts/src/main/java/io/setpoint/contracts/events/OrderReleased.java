package io.setpoint.contracts.events;

import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;
import java.util.List;

/** An order was released to the warehouse; what is not reserved is a backorder. */
public record OrderReleased(OrderId order, SiteId site, Instant occurredAt, List<Line> lines) implements DomainEvent {
    public OrderReleased {
        lines = List.copyOf(lines);
    }

    @Override
    public EventType type() {
        return EventType.ORDER_RELEASED;
    }

    @Override
    public String subject() {
        return order.value();
    }

    /**
     * One released line.
     *
     * @param quantity the quantity at release: the {@code q} of the fill rates
     */
    public record Line(int lineNo, Quantity quantity, Quantity reserved, Quantity backordered) {}
}
