package io.setpoint.contracts.events;

import io.setpoint.contracts.values.AsnId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.SupplierId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ordered goods arrived: what was accepted into stock, and how the delivery differs. No fact yet: supplier quantity accuracy is
 * not in the KPI catalogue; the stock itself moves with the receipt's own event.
 */
public record PurchaseReceived(
        PurchaseOrderId order,
        ReceiptId receipt,
        @Nullable AsnId asn,
        SiteId site,
        String zone,
        SupplierId supplier,
        Instant dockArrivedAt,
        PersonId receivedBy,
        Instant occurredAt,
        List<Line> lines,
        List<Discrepancy> discrepancies)
        implements DomainEvent {
    public PurchaseReceived {
        lines = List.copyOf(lines);
        discrepancies = List.copyOf(discrepancies);
    }

    @Override
    public EventType type() {
        return EventType.PURCHASE_RECEIVED;
    }

    @Override
    public String subject() {
        return order.value();
    }

    /** An order line of the delivery, with its total over all deliveries. */
    public record Line(int lineNo, Sku item, Quantity ordered, Quantity accepted, Quantity receivedInAll) {}

    /** One difference. */
    public record Discrepancy(
            int lineNo, DiscrepancyKind kind, Sku item, Quantity quantity, String reason, boolean photo) {}
}
