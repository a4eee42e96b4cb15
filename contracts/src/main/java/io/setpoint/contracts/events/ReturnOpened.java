package io.setpoint.contracts.events;

import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer may send back goods of a shipment. No fact is made of it yet: no KPI counts returns so far, and the event
 * carries customer, item, reason and value for the day one does.
 */
public record ReturnOpened(
        ReturnId returnId,
        ShipmentId shipment,
        OrderId order,
        SiteId site,
        String zone,
        CustomerId customer,
        String customerClass,
        PersonId openedBy,
        Instant occurredAt,
        List<Line> lines)
        implements DomainEvent {
    public ReturnOpened {
        lines = List.copyOf(lines);
    }

    @Override
    public EventType type() {
        return EventType.RETURN_OPENED;
    }

    @Override
    public String subject() {
        return returnId.value();
    }

    /**
     * Goods of one order line.
     *
     * @param lineNo of the return
     * @param orderLineNo of the order
     * @param lot the lot or serial that the shipment carried, if the item is tracked
     * @param unitPrice what the customer was charged
     */
    public record Line(
            int lineNo,
            int orderLineNo,
            Sku item,
            String category,
            Quantity quantity,
            Money unitPrice,
            Money unitCost,
            ReturnReason reason,
            @Nullable String note,
            @Nullable LotNumber lot) {}
}
