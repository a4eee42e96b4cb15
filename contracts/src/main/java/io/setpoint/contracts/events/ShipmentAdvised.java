package io.setpoint.contracts.events;

import io.setpoint.contracts.values.AsnId;
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

/** A supplier announced a delivery (advance shipment notice). No fact yet: notice discipline is not in the KPI catalogue. */
public record ShipmentAdvised(
        PurchaseOrderId order,
        AsnId asn,
        SiteId site,
        SupplierId supplier,
        @Nullable String supplierReference,
        LocalDate expectedDate,
        PersonId recordedBy,
        Instant occurredAt,
        List<Line> lines,
        List<Mismatch> mismatches)
        implements DomainEvent {
    public ShipmentAdvised {
        lines = List.copyOf(lines);
        mismatches = List.copyOf(mismatches);
    }

    @Override
    public EventType type() {
        return EventType.SHIPMENT_ADVISED;
    }

    @Override
    public String subject() {
        return order.value();
    }

    /** One advised line. */
    public record Line(
            int lineNo,
            int orderLine,
            Sku item,
            Quantity quantity,
            @Nullable String lot,
            @Nullable LocalDate expiresOn) {}

    /** How an advised line differs from the order. */
    public record Mismatch(int lineNo, AsnMismatchKind kind, String detail) {}
}
