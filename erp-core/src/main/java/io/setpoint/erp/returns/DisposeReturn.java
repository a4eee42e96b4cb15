package io.setpoint.erp.returns;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.DispositionProposed;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.ReturnOutcome;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.erp.inventory.api.ReturnedStock;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.returns.DisposeReturn.Command;
import java.math.BigDecimal;
import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Says what becomes of inspected goods of one line. Within tolerance it is posted at once; above it another person has
 * to approve what leaves stock, and whatever the receiver of the goods judges himself.
 */
final class DisposeReturn implements UseCase<Command, ReturnView> {
    private static final int LONGEST_NOTE = 500;

    private final ReturnedStock stock;

    DisposeReturn(ReturnedStock stock) {
        this.stock = stock;
    }

    /**
     * The verdict.
     *
     * @param toBin where restocked goods go; null leaves them in the bin they are in; goods that leave stock have none
     */
    record Command(
            ReturnId returnId,
            int lineNo,
            BigDecimal quantity,
            ReturnOutcome outcome,
            @Nullable BinId toBin,
            @Nullable String note) {
        Command {
            quantity = Quantities.positive(quantity);
            if (toBin != null && outcome.leavesStock()) {
                throw new IllegalArgumentException("has a bin for goods that leave stock");
            }
            if (note != null && note.length() > LONGEST_NOTE) {
                throw new IllegalArgumentException("has a note of more than " + LONGEST_NOTE + " characters");
            }
        }
    }

    interface Sql {
        @SqlUpdate("""
                insert into return_disposition (company_id, return_id, disposition_no, line_no, quantity, outcome,
                                                to_bin_id, note, value, over_tolerance, needs_approval, received_by,
                                                state, proposed_by, proposed_at)
                values (current_company(), :returnId, :no, :line, :quantity, :outcome, :toBin, :note, :value, :over,
                        :needsApproval, :receivedBy, 'PROPOSED', :person, :now)
                """)
        void insert(
                ReturnId returnId,
                int no,
                int line,
                BigDecimal quantity,
                ReturnOutcome outcome,
                @Nullable BinId toBin,
                @Nullable String note,
                BigDecimal value,
                boolean over,
                boolean needsApproval,
                PersonId receivedBy,
                PersonId person,
                Instant now);
    }

    @Override
    public Control control() {
        return Control.of(
                        "dispose-return",
                        "Restocks, scraps or sends on inspected goods; above tolerance another person has to approve.")
                .asSensitive()
                .publishing(EventType.DISPOSITION_PROPOSED, EventType.RETURN_DISPOSED, EventType.NEGATIVE_STOCK_CLEARED)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.STALE_VERSION,
                        Problem.WRONG_STATE,
                        Problem.UNKNOWN_REFERENCE,
                        Problem.MORE_THAN_OPEN,
                        Problem.MORE_THAN_ON_HAND);
    }

    @Override
    public Permission permission() {
        return Permission.DISPOSE_RETURN;
    }

    @Override
    public ReturnView run(Command command, Work work) {
        ReturnView view = ReturnRows.lock(work, command.returnId());
        work.requireAt(permission(), view.site());
        work.requireVersion(view.version());
        ReturnRows.requireState(view, ReturnState.RECEIVED);
        ReturnView.Line line = ReturnRows.line(view, command.lineNo());
        if (command.quantity().compareTo(line.waiting()) > 0) {
            throw new Refused(
                    Problem.MORE_THAN_OPEN,
                    "%s of line %d wait for a verdict.".formatted(Quantities.plain(line.waiting()), line.lineNo()));
        }
        BinId toBin = command.toBin();
        if (toBin != null) {
            stock.requireBin(work, view.site(), toBin);
        }
        PersonId receivedBy = DispositionBook.receivedBy(view);
        Quantity quantity = new Quantity(command.quantity(), line.unit());
        Money value = new Money(line.unitCost(), work.currency()).times(quantity);
        boolean over = stock.overTolerance(work, view.site(), value.amount());
        boolean needsApproval = DispositionPolicy.needsApproval(over, command.outcome(), work.person(), receivedBy);

        int no = view.dispositions().size() + 1;
        work.sql(Sql.class)
                .insert(
                        view.returnId(),
                        no,
                        line.lineNo(),
                        command.quantity(),
                        command.outcome(),
                        command.outcome() == ReturnOutcome.RESTOCK && toBin == null ? view.bin() : toBin,
                        command.note(),
                        value.amount(),
                        over,
                        needsApproval,
                        receivedBy,
                        work.person(),
                        work.now());
        DispositionBook.Sql book = DispositionBook.sql(work);
        book.addDisposed(view.returnId(), line.lineNo(), command.quantity());
        work.publish(
                new DispositionProposed(
                        view.returnId(),
                        no,
                        view.site(),
                        line.lineNo(),
                        line.item(),
                        quantity,
                        command.outcome(),
                        value,
                        over,
                        work.person(),
                        work.now()),
                view.site());
        if (needsApproval) {
            book.moveOn(view.returnId(), work.now());
            return ReturnRows.written(work, view.returnId());
        }
        return DispositionBook.post(
                work, stock, view, DispositionBook.find(ReturnRows.written(work, view.returnId()), no), null, null);
    }
}
