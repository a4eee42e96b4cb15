package io.setpoint.erp.returns;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.DispositionRejected;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.returns.RejectDisposition.Command;
import io.setpoint.erp.returns.ReturnView.Disposition;

/**
 * Refuses a proposed disposition; the goods wait on. The proposer may do that too: taking back an own proposal needs no
 * second person.
 */
final class RejectDisposition implements UseCase<Command, ReturnView> {
    private static final int LONGEST_WHY = 500;

    record Command(ReturnId returnId, int dispositionNo, String why) {
        Command {
            if (why.length() > LONGEST_WHY) {
                throw new IllegalArgumentException("has a reason of more than " + LONGEST_WHY + " characters");
            }
        }
    }

    @Override
    public Control control() {
        return Control.of("reject-disposition", "Refuses a proposed disposition; the goods wait on.")
                .asSensitive()
                .publishing(EventType.DISPOSITION_REJECTED)
                .refusing(Problem.NOT_FOUND, Problem.STALE_VERSION, Problem.ALREADY_DECIDED, Problem.REASON_MISSING);
    }

    @Override
    public Permission permission() {
        return Permission.DISPOSE_RETURN;
    }

    @Override
    public ReturnView run(Command command, Work work) {
        ReturnView view = ReturnRows.lock(work, command.returnId());
        work.requireAt(permission(), view.site());
        Disposition disposition = DispositionBook.find(view, command.dispositionNo());
        if (!disposition.proposedBy().equals(work.person())) {
            work.requireAt(Permission.APPROVE_DISPOSITION, view.site());
        }
        work.requireVersion(view.version());
        DispositionBook.requireUndecided(view, disposition);
        if (command.why().isBlank()) {
            throw new Refused(Problem.REASON_MISSING, "Say why the disposition is refused.");
        }
        DispositionBook.Sql sql = DispositionBook.sql(work);
        sql.decide(
                view.returnId(),
                disposition.dispositionNo(),
                DispositionState.REJECTED,
                work.person(),
                work.now(),
                command.why());
        sql.addDisposed(
                view.returnId(), disposition.lineNo(), disposition.quantity().negate());
        sql.moveOn(view.returnId(), work.now());
        work.publish(
                new DispositionRejected(
                        view.returnId(),
                        disposition.dispositionNo(),
                        view.site(),
                        work.person(),
                        command.why(),
                        work.now()),
                view.site());
        return ReturnRows.written(work, view.returnId());
    }
}
