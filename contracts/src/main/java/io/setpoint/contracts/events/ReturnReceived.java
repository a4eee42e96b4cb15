package io.setpoint.contracts.events;

import io.setpoint.contracts.values.BinId;
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
 * Returned goods arrived at the dock and wait for inspection: on hand, and not available. It restates the fact of
 * the shipped line they went out with: the return rate counts them on the day of that shipment.
 */
public record ReturnReceived(
        ReturnId returnId,
        ShipmentId shipment,
        OrderId order,
        SiteId site,
        String zone,
        BinId bin,
        PersonId receivedBy,
        Instant occurredAt,
        List<Line> lines)
        implements DomainEvent {
    public ReturnReceived {
        lines = List.copyOf(lines);
    }

    @Override
    public EventType type() {
        return EventType.RETURN_RECEIVED;
    }

    @Override
    public String subject() {
        return returnId.value();
    }

    /**
     * One line.
     *
     * @param announced quantity the return was opened for
     * @param lot its lot or serial, if the item is tracked
     * @param received quantity that arrived; zero if nothing of it did
     */
    public record Line(
            int lineNo,
            Sku item,
            Quantity announced,
            Quantity received,
            Money unitPrice,
            Money unitCost,
            ReturnReason reason,
            @Nullable LotNumber lot) {}
}
