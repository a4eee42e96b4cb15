package io.setpoint.erp.scanning;

import io.setpoint.contracts.events.Tracking;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.Sku;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a code means.
 *
 * @param quantity how much of the item one scan means, in its base unit
 * @param lot the lot or the serial
 * @param document an order, shipment, purchase order, receipt, transfer or count
 * @param task what is done with the document by scans; absent if nothing is
 */
record Resolved(
        Kind kind,
        @Nullable Sku item,
        @Nullable String name,
        @Nullable String unit,
        @Nullable Tracking tracking,
        @Nullable BigDecimal quantity,
        @Nullable LotNumber lot,
        @Nullable LocalDate expiry,
        @Nullable BinId bin,
        @Nullable String document,
        @Nullable ScanTask task) {
    enum Kind {
        ITEM,
        BIN,
        DOCUMENT
    }

    static Resolved bin(BinId bin) {
        return new Resolved(Kind.BIN, null, null, null, null, null, null, null, bin, null, null);
    }

    static Resolved document(String document, @Nullable ScanTask task) {
        return new Resolved(Kind.DOCUMENT, null, null, null, null, null, null, null, null, document, task);
    }
}
