package io.setpoint.erp.purchasing;

import io.setpoint.contracts.values.AcknowledgementId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Acknowledgements in their tables. */
final class AcknowledgementBook {
    /** The header of an acknowledgement, with the round of the order it answers. */
    record Header(
            AcknowledgementId acknowledgementId,
            PurchaseOrderId orderId,
            int round,
            AcknowledgementView.State state,
            @Nullable String supplierReference,
            PersonId recordedBy,
            Instant recordedAt,
            @Nullable PersonId decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String decisionNote) {}

    interface Sql {
        @SqlQuery("""
                select acknowledgement_id, order_id, round, state, supplier_reference, recorded_by, recorded_at,
                       decided_by, decided_at, decision_note
                  from acknowledgement
                 where acknowledgement_id = :acknowledgement
                """)
        Optional<Header> find(AcknowledgementId acknowledgement);

        @SqlQuery("""
                select line_no, quantity, confirmed_date, changed
                  from acknowledgement_line
                 where acknowledgement_id = :acknowledgement
                 order by line_no
                """)
        List<AcknowledgementView.Line> lines(AcknowledgementId acknowledgement);

        @SqlUpdate("""
                update purchase_order_line l
                   set acknowledged_quantity = a.quantity, acknowledged_date = a.confirmed_date
                  from acknowledgement_line a
                 where a.acknowledgement_id = :acknowledgement
                   and l.order_id = :order and l.line_no = a.line_no
                """)
        void apply(AcknowledgementId acknowledgement, PurchaseOrderId order);
    }

    private AcknowledgementBook() {}

    static Header find(Handle handle, AcknowledgementId acknowledgement) {
        return handle.attach(Sql.class)
                .find(acknowledgement)
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND, "There is no acknowledgement " + acknowledgement));
    }

    static AcknowledgementView get(Handle handle, AcknowledgementId acknowledgement) {
        Header header = find(handle, acknowledgement);
        return new AcknowledgementView(
                header.acknowledgementId(),
                header.orderId(),
                header.state(),
                header.supplierReference(),
                header.recordedBy(),
                header.recordedAt(),
                header.decidedBy(),
                header.decidedAt(),
                header.decisionNote(),
                handle.attach(Sql.class).lines(acknowledgement));
    }
}
