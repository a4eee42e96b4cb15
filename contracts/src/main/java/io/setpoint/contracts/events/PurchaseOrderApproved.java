package io.setpoint.contracts.events;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;

/**
 * A person approved a purchase order. No fact yet: its release says when it counts as sent.
 *
 * @param approvalsMissing how many other people still have to approve
 */
public record PurchaseOrderApproved(
        PurchaseOrderId order, SiteId site, int round, int approvalsMissing, PersonId approvedBy, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.PURCHASE_ORDER_APPROVED;
    }

    @Override
    public String subject() {
        return order.value();
    }
}
