package io.setpoint.erp.purchasing;

import io.setpoint.contracts.values.AsnId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Advance shipment notices in their tables. */
final class AsnBook {
    /** The header of a notice, with the receipt that took it in. */
    record Header(
            AsnId asnId,
            PurchaseOrderId orderId,
            @Nullable String supplierReference,
            LocalDate expectedDate,
            PersonId recordedBy,
            Instant recordedAt,
            @Nullable ReceiptId receiptId) {}

    interface Sql {
        @SqlQuery("""
                select a.asn_id, a.order_id, a.supplier_reference, a.expected_date, a.recorded_by, a.recorded_at,
                       (select r.receipt_id from receipt r where r.asn_id = a.asn_id) as receipt_id
                  from asn a
                 where a.asn_id = :asn
                """)
        Optional<Header> find(AsnId asn);

        @SqlQuery("""
                select line_no, order_line_no as order_line, item_id as item, quantity, lot, expires_on
                  from asn_line
                 where asn_id = :asn
                 order by line_no
                """)
        List<AsnView.Line> lines(AsnId asn);

        @SqlQuery("select line_no, kind, detail from asn_mismatch where asn_id = :asn order by line_no, kind")
        List<AsnView.Mismatch> mismatches(AsnId asn);
    }

    private AsnBook() {}

    static AsnView get(Handle handle, AsnId asn) {
        Sql sql = handle.attach(Sql.class);
        Header header = sql.find(asn).orElseThrow(() -> new Refused(Problem.NOT_FOUND, "There is no notice " + asn));
        return new AsnView(
                header.asnId(),
                header.orderId(),
                header.supplierReference(),
                header.expectedDate(),
                header.recordedBy(),
                header.recordedAt(),
                header.receiptId(),
                sql.lines(asn),
                sql.mismatches(asn));
    }
}
