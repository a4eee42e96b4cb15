package io.setpoint.contracts.events;

import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;
import java.time.LocalDate;

/** A line of a purchase order was changed; a new quantity or price re-opens approval. No fact yet: supplier KPIs compare with what was released. */
public record PurchaseOrderLineChanged(
        PurchaseOrderId order,
        SiteId site,
        int lineNo,
        Quantity quantityBefore,
        Quantity quantity,
        Money unitPriceBefore,
        Money unitPrice,
        LocalDate requestedDate,
        Money premium,
        String why,
        PersonId changedBy,
        Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.PURCHASE_ORDER_LINE_CHANGED;
    }

    @Override
    public String subject() {
        return order.value();
    }
}
