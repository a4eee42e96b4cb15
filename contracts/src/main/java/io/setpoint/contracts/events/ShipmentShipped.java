package io.setpoint.contracts.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shipment left the dock by scan.
 *
 * @param packEvidence absent in events of the time when every shipment was packed
 */
public record ShipmentShipped(
        ShipmentId shipment,
        OrderId order,
        SiteId site,
        String zone,
        String carrier,
        @Nullable String tracking,
        Instant occurredAt,
        List<Line> lines,
        @Nullable PackEvidence packEvidence)
        implements DomainEvent {
    @JsonCreator
    public ShipmentShipped {
        lines = List.copyOf(lines);
    }

    /** Of a packed shipment. */
    public ShipmentShipped(
            ShipmentId shipment,
            OrderId order,
            SiteId site,
            String zone,
            String carrier,
            @Nullable String tracking,
            Instant occurredAt,
            List<Line> lines) {
        this(shipment, order, site, zone, carrier, tracking, occurredAt, lines, null);
    }

    @Override
    public EventType type() {
        return EventType.SHIPMENT_SHIPPED;
    }

    @Override
    public String subject() {
        return shipment.value();
    }

    /** One shipped line. */
    public record Line(int lineNo, Sku item, Quantity quantity) {}
}
