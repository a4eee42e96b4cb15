package io.setpoint.contracts.events;

import io.setpoint.contracts.values.AcknowledgementId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.SupplierId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A supplier acknowledged lines of a purchase order. No fact yet: supplier on-time delivery is not in the KPI catalogue.
 *
 * @param waits whether a quantity or date differs, so that a person has to accept it first
 */
public record PurchaseOrderAcknowledged(
        PurchaseOrderId order,
        AcknowledgementId acknowledgement,
        SiteId site,
        SupplierId supplier,
        @Nullable String supplierReference,
        boolean waits,
        PersonId recordedBy,
        Instant occurredAt,
        List<Line> lines)
        implements DomainEvent {
    public PurchaseOrderAcknowledged {
        lines = List.copyOf(lines);
    }

    @Override
    public EventType type() {
        return EventType.PURCHASE_ORDER_ACKNOWLEDGED;
    }

    @Override
    public String subject() {
        return order.value();
    }

    /** What was asked for and what is confirmed. */
    public record Line(
            int lineNo,
            Quantity ordered,
            Quantity confirmed,
            LocalDate requestedDate,
            LocalDate confirmedDate,
            boolean changed) {}
}
