package io.setpoint.erp.purchasing;

import io.setpoint.contracts.events.AsnMismatchKind;
import io.setpoint.contracts.values.AsnId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.Sku;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An advance shipment notice, and how it differs from its order. */
record AsnView(
        AsnId asn,
        PurchaseOrderId order,
        @Nullable String supplierReference,
        LocalDate expectedDate,
        PersonId recordedBy,
        Instant recordedAt,
        @Nullable ReceiptId receipt,
        List<Line> lines,
        List<Mismatch> mismatches) {
    AsnView {
        lines = List.copyOf(lines);
        mismatches = List.copyOf(mismatches);
    }

    /** One advised line. */
    record Line(
            int lineNo,
            int orderLine,
            Sku item,
            BigDecimal quantity,
            @Nullable String lot,
            @Nullable LocalDate expiresOn) {}

    /** One difference. */
    record Mismatch(int lineNo, AsnMismatchKind kind, String detail) {}
}
