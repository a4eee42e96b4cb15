package io.setpoint.erp.returns;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.erp.inventory.api.ReturnedStock;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Separation;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.returns.ApproveDisposition.Command;
import io.setpoint.erp.returns.ReturnView.Disposition;
import org.jspecify.annotations.Nullable;

/** Posts a disposition that another person proposed, for goods that another person received. */
final class ApproveDisposition implements UseCase<Command, ReturnView> {
    private static final int LONGEST_NOTE = 500;

    private final ReturnedStock stock;

    ApproveDisposition(ReturnedStock stock) {
        this.stock = stock;
    }

    record Command(
            ReturnId returnId, int dispositionNo, @Nullable String note) {
        Command {
            if (note != null && note.length() > LONGEST_NOTE) {
                throw new IllegalArgumentException("has a note of more than " + LONGEST_NOTE + " characters");
            }
        }
    }

    @Override
    public Control control() {
        return Control.of(
                        "approve-disposition",
                        "Posts what another person proposed to do with goods that another person received.")
                .asSensitive()
                .publishing(EventType.RETURN_DISPOSED, EventType.NEGATIVE_STOCK_CLEARED)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.SELF_APPROVAL,
                        Problem.STALE_VERSION,
                        Problem.ALREADY_DECIDED,
                        Problem.MORE_THAN_ON_HAND);
    }

    @Override
    public Permission permission() {
        return Permission.APPROVE_DISPOSITION;
    }

    @Override
    public Separation separation(Command command, Work work) {
        ReturnView view = ReturnRows.lock(work, command.returnId());
        Disposition disposition = DispositionBook.find(view, command.dispositionNo());
        return new Separation(
                DispositionPolicy.excluded(disposition.proposedBy(), DispositionBook.receivedBy(view)), view.site());
    }

    @Override
    public ReturnView run(Command command, Work work) {
        ReturnView view = ReturnRows.lock(work, command.returnId());
        work.requireAt(permission(), view.site());
        work.requireVersion(view.version());
        Disposition disposition = DispositionBook.find(view, command.dispositionNo());
        DispositionBook.requireUndecided(view, disposition);
        return DispositionBook.post(work, stock, view, disposition, work.person(), command.note());
    }
}
