package io.setpoint.erp.returns;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Returns in their three tables. */
final class ReturnRows {
    record Header(
            ReturnId returnId,
            ReturnState state,
            int version,
            ShipmentId shipmentId,
            OrderId orderId,
            SiteId siteId,
            CustomerId customerId,
            String currency,
            Instant openedAt,
            PersonId openedBy,
            @Nullable BinId binId,
            @Nullable Instant receivedAt,
            @Nullable PersonId receivedBy,
            @Nullable Instant closedAt,
            @Nullable String why) {}

    interface Sql {
        @SqlQuery("select return_id from customer_return where return_id = :returnId for no key update")
        Optional<ReturnId> lock(ReturnId returnId);

        @SqlQuery("""
                select r.return_id, r.state, r.version, r.shipment_id, r.order_id, r.site_id, o.customer_id, c.currency,
                       r.opened_at, r.opened_by, r.bin_id, r.received_at, r.received_by, r.closed_at, r.why
                  from customer_return r
                  join sales_order o using (company_id, order_id)
                  join company c using (company_id)
                 where r.return_id = :returnId
                """)
        Optional<Header> header(ReturnId returnId);

        @SqlQuery("""
                select l.line_no, l.order_line_no, l.item_id as item, i.unit, l.quantity, l.received, l.disposed,
                       l.reason, l.note, l.unit_price, l.unit_cost, l.lot_id as lot
                  from return_line l join item i using (company_id, item_id)
                 where l.return_id = :returnId
                 order by l.line_no
                """)
        List<ReturnView.Line> lines(ReturnId returnId);

        @SqlQuery("""
                select disposition_no, line_no, quantity, outcome, to_bin_id as to_bin, note, value, over_tolerance,
                       needs_approval, state, proposed_by, proposed_at, decided_by, decided_at, decision_note
                  from return_disposition
                 where return_id = :returnId
                 order by disposition_no
                """)
        List<ReturnView.Disposition> dispositions(ReturnId returnId);

        @SqlQuery("select zone from site where site_id = :site")
        String zone(SiteId site);
    }

    private ReturnRows() {}

    /** Locks a return, the first lock of every step on it, and reads it. */
    static ReturnView lock(Work work, ReturnId returnId) {
        // Two statements: only one that begins behind the lock sees what its last holder wrote into the other tables.
        return work.sql(Sql.class)
                .lock(returnId)
                .flatMap(locked -> find(work.handle(), locked))
                .orElseThrow(() -> unknown(returnId));
    }

    static Optional<ReturnView> find(Handle handle, ReturnId returnId) {
        Sql sql = handle.attach(Sql.class);
        return sql.header(returnId)
                .map(header -> new ReturnView(
                        header.returnId(),
                        header.state(),
                        header.version(),
                        header.shipmentId(),
                        header.orderId(),
                        header.siteId(),
                        header.customerId(),
                        header.currency(),
                        header.openedAt(),
                        header.openedBy(),
                        header.binId(),
                        header.receivedAt(),
                        header.receivedBy(),
                        header.closedAt(),
                        header.why(),
                        sql.lines(returnId),
                        sql.dispositions(returnId)));
    }

    /** A return this transaction has written to. */
    static ReturnView written(Work work, ReturnId returnId) {
        return find(work.handle(), returnId).orElseThrow(() -> unknown(returnId));
    }

    static String zone(Work work, SiteId site) {
        return work.sql(Sql.class).zone(site);
    }

    static void requireState(ReturnView view, ReturnState state) {
        if (view.state() != state) {
            throw new Refused(Problem.WRONG_STATE, "Return " + view.returnId() + " is " + view.state() + ".");
        }
    }

    static ReturnView.Line line(ReturnView view, int lineNo) {
        return view.lines().stream()
                .filter(line -> line.lineNo() == lineNo)
                .findFirst()
                .orElseThrow(() -> new Refused(
                        Problem.UNKNOWN_REFERENCE, "Return " + view.returnId() + " has no line " + lineNo + "."));
    }

    static Refused unknown(ReturnId returnId) {
        return new Refused(Problem.NOT_FOUND, "There is no return " + returnId + ".");
    }
}
