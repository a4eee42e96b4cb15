package io.setpoint.erp.returns;

import io.setpoint.contracts.events.ReturnDisposed;
import io.setpoint.contracts.events.ReturnOutcome;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.erp.inventory.api.ReturnedStock;
import io.setpoint.erp.inventory.api.ReturnedStock.Inspected;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.returns.ReturnView.Disposition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The one place where dispositions are posted, by their proposer or by whoever approves them. */
final class DispositionBook {
    interface Sql {
        @SqlUpdate("""
                update return_disposition
                   set state = :state, decided_by = :decidedBy,
                       decided_at = case when :decidedBy::text is null then null else :now::timestamptz end,
                       decision_note = :note
                 where return_id = :returnId and disposition_no = :no
                """)
        void decide(
                ReturnId returnId,
                int no,
                DispositionState state,
                @Nullable PersonId decidedBy,
                Instant now,
                @Nullable String note);

        @SqlUpdate("""
                update return_line set disposed = disposed + :quantity where return_id = :returnId and line_no = :line
                """)
        void addDisposed(ReturnId returnId, int line, BigDecimal quantity);

        @SqlUpdate("""
                update customer_return r
                   set version = version + 1,
                       state = case when d.done then 'CLOSED' else r.state end,
                       closed_at = case when d.done then :now::timestamptz end
                  from (select not exists (select from return_line
                                            where return_id = :returnId and disposed < coalesce(received, 0))
                           and not exists (select from return_disposition
                                            where return_id = :returnId and state = 'PROPOSED') as done) d
                 where r.return_id = :returnId
                """)
        void moveOn(ReturnId returnId, Instant now);
    }

    private DispositionBook() {}

    static Sql sql(Work work) {
        return work.sql(Sql.class);
    }

    static Disposition find(ReturnView view, int no) {
        return view.dispositions().stream()
                .filter(disposition -> disposition.dispositionNo() == no)
                .findFirst()
                .orElseThrow(() -> new Refused(
                        Problem.NOT_FOUND, "Return " + view.returnId() + " has no disposition " + no + "."));
    }

    static void requireUndecided(ReturnView view, Disposition disposition) {
        if (disposition.state() != DispositionState.PROPOSED) {
            throw new Refused(
                    Problem.ALREADY_DECIDED,
                    "Disposition %d of %s is %s."
                            .formatted(disposition.dispositionNo(), view.returnId(), disposition.state()));
        }
    }

    /** The person who received the goods; only received goods have dispositions. */
    static PersonId receivedBy(ReturnView view) {
        return Objects.requireNonNull(view.receivedBy(), "received by");
    }

    /** Changes stock as a disposition says. The caller has made sure that {@code approvedBy} may. */
    static ReturnView post(
            Work work,
            ReturnedStock stock,
            ReturnView view,
            Disposition disposition,
            @Nullable PersonId approvedBy,
            @Nullable String note) {
        ReturnView.Line line = ReturnRows.line(view, disposition.lineNo());
        BinId from = Objects.requireNonNull(view.bin(), "bin of the inspection");
        Inspected goods = new Inspected(
                view.returnId(), disposition.dispositionNo(), line.item(), line.lot(), from, disposition.quantity());
        BinId to = disposition.toBin();
        if (disposition.outcome() == ReturnOutcome.RESTOCK) {
            stock.restock(work, view.site(), goods, Objects.requireNonNull(to, "bin of the restocked goods"));
        } else {
            stock.remove(work, view.site(), goods);
        }
        Sql sql = sql(work);
        sql.decide(view.returnId(), disposition.dispositionNo(), DispositionState.POSTED, approvedBy, work.now(), note);
        sql.moveOn(view.returnId(), work.now());
        work.publish(
                new ReturnDisposed(
                        view.returnId(),
                        disposition.dispositionNo(),
                        view.site(),
                        ReturnRows.zone(work, view.site()),
                        line.lineNo(),
                        line.item(),
                        new Quantity(disposition.quantity(), line.unit()),
                        disposition.outcome(),
                        from,
                        to,
                        new Money(disposition.value(), work.currency()),
                        line.reason(),
                        disposition.proposedBy(),
                        approvedBy,
                        work.now(),
                        line.lot()),
                view.site());
        return ReturnRows.written(work, view.returnId());
    }
}
