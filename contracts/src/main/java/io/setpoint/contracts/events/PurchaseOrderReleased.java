package io.setpoint.contracts.events;

import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.SupplierId;
import java.time.Instant;

/**
 * A purchase order has its last approval and counts as sent to the supplier. Supplier facts (on time, lead time) will
 * start here; no KPI of the catalogue reads them yet. No fact is made of it: they are not in the KPI catalogue. The rule
 * {@code acknowledgement-missing} waits from here.
 */
public record PurchaseOrderReleased(
        PurchaseOrderId order, SiteId site, SupplierId supplier, int round, Money amount, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.PURCHASE_ORDER_RELEASED;
    }

    @Override
    public String subject() {
        return order.value();
    }
}
