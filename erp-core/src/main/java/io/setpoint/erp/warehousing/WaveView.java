package io.setpoint.erp.warehousing;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.WaveId;
import io.setpoint.erp.kernel.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A wave with its pick list in walking order. */
record WaveView(
        WaveId wave,
        SiteId site,
        WaveState state,
        int version,
        PersonId createdBy,
        Instant createdAt,
        @Nullable PersonId closedBy,
        @Nullable Instant closedAt,
        List<Order> orders,
        List<Stop> stops)
        implements Versioned {
    WaveView {
        orders = List.copyOf(orders);
        stops = List.copyOf(stops);
    }

    /**
     * An order of the wave.
     *
     * @param dueDate the earliest promised day of its lines
     * @param open in the walk, and not picked yet
     * @param shipment what its pick made; absent where nothing was taken for it
     */
    record Order(
            OrderId order,
            String customerName,
            LocalDate dueDate,
            boolean open,
            @Nullable ShipmentId shipment) {}

    /**
     * One item, or one lot of it, in one bin.
     *
     * @param planned when the wave was made
     * @param required what its orders still want of it
     * @param taken absent until it is confirmed
     */
    record Stop(
            int stopNo,
            BinId bin,
            Sku item,
            String name,
            String unit,
            @Nullable LotNumber lot,
            @Nullable LocalDate expiry,
            BigDecimal planned,
            BigDecimal required,
            @Nullable BigDecimal taken,
            @Nullable PersonId takenBy,
            @Nullable Instant takenAt,
            List<Share> shares) {
        Stop {
            shares = List.copyOf(shares);
        }
    }

    /**
     * What an order gets of a stop.
     *
     * @param putBack of what was taken, what the order no longer wanted when it was picked
     */
    record Share(
            OrderId order,
            int lineNo,
            BigDecimal planned,
            BigDecimal required,
            @Nullable BigDecimal taken,
            @Nullable String shortReason,
            BigDecimal putBack) {}

    /**
     * A wave in a list.
     *
     * @param stops how many there are
     * @param confirmed how many of them are
     */
    record Row(
            WaveId wave,
            SiteId site,
            WaveState state,
            int version,
            PersonId createdBy,
            Instant createdAt,
            int orders,
            int stops,
            int confirmed) {}
}
