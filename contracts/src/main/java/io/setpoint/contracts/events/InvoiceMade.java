package io.setpoint.contracts.events;

import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.InvoiceId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;
import java.util.List;

/**
 * An invoice was made from shipped quantities at the prices agreed in their orders; it is no legal document before it is
 * posted. No fact is made of it yet: no KPI counts revenue so far.
 */
public record InvoiceMade(
        InvoiceId invoice,
        SiteId site,
        String zone,
        CustomerId customer,
        Money amount,
        PersonId person,
        Instant occurredAt,
        List<Line> lines)
        implements DomainEvent {
    public InvoiceMade {
        lines = List.copyOf(lines);
    }

    /** What one shipment carried of one order line. */
    public record Line(
            int lineNo,
            ShipmentId shipment,
            OrderId order,
            int orderLineNo,
            Sku item,
            Quantity quantity,
            Money unitPrice,
            Money amount) {}

    @Override
    public EventType type() {
        return EventType.INVOICE_MADE;
    }

    @Override
    public String subject() {
        return invoice.value();
    }
}
