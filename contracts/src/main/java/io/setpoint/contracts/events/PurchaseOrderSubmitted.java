package io.setpoint.contracts.events;

import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.SupplierId;
import java.time.Instant;

/**
 * A purchase order was sent for approval, or again after a change. No fact yet: supplier KPIs start at its release.
 *
 * @param rollingTotal amount the person submitted within 24 hours, this order included
 * @param approvalsNeeded how many other people have to approve this round
 */
public record PurchaseOrderSubmitted(
        PurchaseOrderId order,
        SiteId site,
        SupplierId supplier,
        int round,
        Money amount,
        Money rollingTotal,
        int approvalsNeeded,
        PersonId submittedBy,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.PURCHASE_ORDER_SUBMITTED;
    }

    @Override
    public String subject() {
        return order.value();
    }
}
