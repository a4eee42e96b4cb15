package io.setpoint.erp.shipping;

import io.setpoint.contracts.events.PackEvidence;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shipment of one order.
 *
 * @param packEvidence absent while it may still be packed
 * @param orderVersion the order's version after the step that gives this view; null on a plain read
 */
record ShipmentView(
        ShipmentId shipment,
        OrderId order,
        SiteId site,
        State state,
        int version,
        @Nullable Instant pickedAt,
        @Nullable PersonId pickedBy,
        @Nullable Instant packedAt,
        @Nullable PersonId packedBy,
        @Nullable Integer parcels,
        @Nullable PackEvidence packEvidence,
        @Nullable String carrier,
        @Nullable String tracking,
        @Nullable Instant shippedAt,
        @Nullable PersonId shippedBy,
        @Nullable Instant deliveredAt,
        @Nullable String receivedBy,
        @Nullable Integer orderVersion,
        List<Line> lines)
        implements Versioned {
    ShipmentView {
        lines = List.copyOf(lines);
    }

    /** Where a shipment stands. */
    enum State {
        PICKED,
        PACKED,
        SHIPPED,
        DELIVERED
    }

    /**
     * What was taken from one bin.
     *
     * @param bin null where history does not tell it
     * @param shortReason present if less than required was found
     * @param lot its lot or serial, if the item is tracked
     * @param lotReason why another lot was taken than the one that expires first
     */
    record Line(
            int lineNo,
            Sku item,
            String unit,
            @Nullable BinId bin,
            BigDecimal required,
            BigDecimal picked,
            @Nullable String shortReason,
            @Nullable LotNumber lot,
            @Nullable String lotReason) {}
}
