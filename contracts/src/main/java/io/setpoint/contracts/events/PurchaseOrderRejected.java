package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;

/** A purchase order was rejected and is never sent. No fact yet: no KPI counts what was never sent. */
public record PurchaseOrderRejected(
        PurchaseOrderId order, SiteId site, int round, PersonId rejectedBy, String why, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.PURCHASE_ORDER_REJECTED;
    }

    @Override
    public String subject() {
        return order.value();
    }
}
