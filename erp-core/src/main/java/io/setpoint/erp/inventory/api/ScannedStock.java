package io.setpoint.erp.inventory.api;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is received, counted and put away by scan. Each runs in the caller's transaction, under the rights of the caller's actor and
 * with every control of the use case of its name.
 */
public interface ScannedStock {
    /** Takes goods of a purchase order into bins. */
    ReceiptId receive(Work work, SiteId site, PurchaseOrderId order, Instant dockArrivedAt, List<Received> lines);

    /** Takes the count of one line. */
    void count(Work work, CountId count, int lineNo, BigDecimal counted);

    /** Brings goods of a receipt from their receiving bin to others. */
    void putAway(Work work, ReceiptId receipt, List<Brought> lines);

    /** What of a put-away task went into a bin, and why into another than the directed one. */
    record Brought(
            int task,
            BigDecimal quantity,
            BinId bin,
            @Nullable String reason) {}

    /** A quantity of an order line that goes into a bin, with its lot or its serials. */
    record Received(
            int purchaseLine,
            Sku item,
            BinId bin,
            BigDecimal quantity,
            @Nullable LotNumber lot,
            @Nullable LocalDate expiry,
            List<LotNumber> serials) {
        public Received {
            serials = List.copyOf(serials);
        }
    }
}
