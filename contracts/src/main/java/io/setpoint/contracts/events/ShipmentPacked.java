package io.setpoint.contracts.events;

import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;

/** The picked goods were packed and checked. No fact is made of it: the fill rates look at what is shipped. */
public record ShipmentPacked(
        ShipmentId shipment, OrderId order, SiteId site, PersonId packedBy, int parcels, Instant occurredAt)
        implements DomainEvent {
    @Override
    public EventType type() {
        return EventType.SHIPMENT_PACKED;
    }

    @Override
    public String subject() {
        return shipment.value();
    }
}
