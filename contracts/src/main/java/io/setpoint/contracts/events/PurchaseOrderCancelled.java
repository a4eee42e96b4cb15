package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;
import java.util.List;

/** What was open of a purchase order was cancelled. No fact yet: no KPI of the catalogue reads supply yet. */
public record PurchaseOrderCancelled(
        PurchaseOrderId order, SiteId site, String why, PersonId cancelledBy, Instant occurredAt, List<Line> lines)
        implements DomainEvent {
    public PurchaseOrderCancelled {
        lines = List.copyOf(lines);
    }

    @Override
    public EventType type() {
        return EventType.PURCHASE_ORDER_CANCELLED;
    }

    @Override
    public String subject() {
        return order.value();
    }

    /** The cancelled quantity of a line. */
    public record Line(int lineNo, Quantity cancelled) {}
}
