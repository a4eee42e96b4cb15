package io.setpoint.erp.returns;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.ReturnCancelled;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.returns.CancelReturn.Command;
import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Calls a return off before anything arrived; the goods may be announced again. */
final class CancelReturn implements UseCase<Command, ReturnView> {
    private static final int LONGEST_WHY = 500;

    record Command(ReturnId returnId, String why) {
        Command {
            if (why.length() > LONGEST_WHY) {
                throw new IllegalArgumentException("has a reason of more than " + LONGEST_WHY + " characters");
            }
        }
    }

    interface Sql {
        @SqlUpdate("""
                update customer_return
                   set state = 'CANCELLED', version = version + 1, closed_at = :now, why = :why
                 where return_id = :returnId
                """)
        void cancel(ReturnId returnId, Instant now, String why);
    }

    @Override
    public Control control() {
        return Control.of("cancel-return", "Calls a return off before anything arrived.")
                .publishing(EventType.RETURN_CANCELLED)
                .refusing(Problem.NOT_FOUND, Problem.STALE_VERSION, Problem.WRONG_STATE, Problem.REASON_MISSING);
    }

    @Override
    public Permission permission() {
        return Permission.OPEN_RETURN;
    }

    @Override
    public ReturnView run(Command command, Work work) {
        ReturnView view = ReturnRows.lock(work, command.returnId());
        work.requireAt(permission(), view.site());
        work.requireVersion(view.version());
        ReturnRows.requireState(view, ReturnState.OPEN);
        if (command.why().isBlank()) {
            throw new Refused(Problem.REASON_MISSING, "Say why return " + view.returnId() + " is called off.");
        }
        work.sql(Sql.class).cancel(view.returnId(), work.now(), command.why());
        work.publish(
                new ReturnCancelled(view.returnId(), view.site(), command.why(), work.person(), work.now()),
                view.site());
        return ReturnRows.written(work, view.returnId());
    }
}
