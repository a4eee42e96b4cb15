package io.setpoint.contracts.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pick was confirmed by scan; a short pick names its reason.
 */
public record PickConfirmed(
        ShipmentId shipment, OrderId order, SiteId site, PersonId pickedBy, Instant occurredAt, List<Line> lines)
        implements DomainEvent {
    public PickConfirmed {
        lines = List.copyOf(lines);
    }

    @Override
    public EventType type() {
        return EventType.PICK_CONFIRMED;
    }

    @Override
    public String subject() {
        return shipment.value();
    }

    /**
     * One picked line; {@code shortReason} is present if and only if less than required was picked.
     *
     * @param lot the lot or serial, or absent for an item that is not tracked
     * @param lotReason why another lot was taken than the one that expires first
     */
    public record Line(
            int lineNo,
            Sku item,
            BinId bin,
            Quantity required,
            Quantity picked,
            @Nullable String shortReason,
            @Nullable LotNumber lot,
            @Nullable String lotReason) {
        @JsonCreator
        public Line {}

        /** Of an item that is not tracked. */
        public Line(int lineNo, Sku item, BinId bin, Quantity required, Quantity picked, @Nullable String shortReason) {
            this(lineNo, item, bin, required, picked, shortReason, null, null);
        }
    }
}
