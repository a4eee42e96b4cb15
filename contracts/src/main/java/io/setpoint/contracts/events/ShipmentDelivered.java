package io.setpoint.contracts.events;

import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;

/** Proof of delivery of a shipment. */
public record ShipmentDelivered(ShipmentId shipment, OrderId order, SiteId site, String receivedBy, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.SHIPMENT_DELIVERED;
    }

    @Override
    public String subject() {
        return shipment.value();
    }
}
