package io.setpoint.erp.warehousing;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.WaveId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task.
 *
 * @param document the order to pick, or the shipment
 * @param lineNo of the order; zero for a shipment
 * @param item what to pick; absent for a shipment, as are its quantity, unit and bin
 * @param bin where to begin: what expires first, else where most is
 * @param dueDate the promised day, of a shipment the earliest of its lines
 * @param dueAt the end of that day at the site
 * @param roles who may do it
 * @param takenBy who said to do it
 * @param wave in whose walk its order is picked
 */
record TaskView(
        TaskKind kind,
        String document,
        int lineNo,
        OrderId order,
        SiteId site,
        String customerName,
        String shippingMode,
        @Nullable Sku item,
        @Nullable String name,
        @Nullable BigDecimal quantity,
        @Nullable String unit,
        @Nullable BinId bin,
        LocalDate dueDate,
        Instant dueAt,
        TaskPriority priority,
        List<String> roles,
        @Nullable PersonId takenBy,
        @Nullable Instant takenAt,
        @Nullable WaveId wave) {
    TaskView {
        roles = List.copyOf(roles);
    }
}
