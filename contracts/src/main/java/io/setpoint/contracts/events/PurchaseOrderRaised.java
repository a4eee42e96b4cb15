package io.setpoint.contracts.events;

import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.SupplierId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A purchase order was drafted. No fact yet: supplier KPIs start at its release.
 *
 * @param premium price above contract × quantity, over all lines
 */
public record PurchaseOrderRaised(
        PurchaseOrderId order,
        SiteId site,
        String zone,
        SupplierId supplier,
        SupplierRisk risk,
        boolean expedite,
        @Nullable String expediteReason,
        Money amount,
        Money premium,
        PersonId raisedBy,
        Instant occurredAt,
        List<Line> lines)
        implements DomainEvent {
    public PurchaseOrderRaised {
        lines = List.copyOf(lines);
    }

    @Override
    public EventType type() {
        return EventType.PURCHASE_ORDER_RAISED;
    }

    @Override
    public String subject() {
        return order.value();
    }

    /** One drafted line. */
    public record Line(
            int lineNo,
            Sku item,
            String category,
            Quantity quantity,
            Money unitPrice,
            @Nullable Money contractPrice,
            Money premium,
            LocalDate requestedDate) {}
}
