package io.setpoint.erp.shipping.api;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Confirms picks in the caller's transaction, under the rights of its actor and every control of that use case. */
public interface PickConfirmation {
    /**
     * Makes a shipment of what was taken for an order.
     *
     * @param asked by line number what the picker was sent for, where that is less than is reserved; the rest is no short
     *     pick and stays to be picked
     */
    ShipmentId confirm(Work work, OrderId order, List<Taken> lines, Map<Integer, BigDecimal> asked);

    /** Makes a shipment of what was taken for an order by a picker who was sent for all that is reserved. */
    default ShipmentId confirm(Work work, OrderId order, List<Taken> lines) {
        return confirm(work, order, lines, Map.of());
    }

    /** What was taken from a bin for a line; a reason where it is less than required, or not the lot to be taken first. */
    record Taken(
            int lineNo,
            BinId bin,
            BigDecimal picked,
            @Nullable String shortReason,
            @Nullable LotNumber lot,
            @Nullable String lotReason) {}
}
