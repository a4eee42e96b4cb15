package io.setpoint.erp.inventory;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.erp.inventory.PutAwayBook.Task;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/**
 * Closes put-away tasks whose goods no longer stand in the receiving bin, such as when they were shipped from there, and
 * gives the room of their bins free. No stock moves and nothing is published: the audit has who and why.
 */
final class ClosePutAway implements UseCase<ClosePutAway.Command, ReceiptDetails> {
    record Command(ReceiptId receipt, List<Integer> tasks, String why) {
        Command {
            tasks = List.copyOf(tasks);
        }
    }

    interface Sql {
        @SqlUpdate("""
                update put_away
                   set state = 'CLOSED', override_reason = :why, done_by = :person, done_at = :at
                 where receipt_id = :receipt and task_no = any(:tasks)
                """)
        void close(ReceiptId receipt, List<Integer> tasks, String why, PersonId person, Instant at);
    }

    @Override
    public Control control() {
        return Control.of("close-put-away", "Closes put-away tasks whose goods no longer stand in the receiving bin.")
                .refusing(Problem.NOT_FOUND, Problem.UNKNOWN_REFERENCE, Problem.WRONG_STATE, Problem.REASON_MISSING);
    }

    @Override
    public Permission permission() {
        return Permission.MOVE_STOCK;
    }

    @Override
    public ReceiptDetails run(Command command, Work work) {
        Figures.requireLines(command.tasks());
        List<Task> tasks = PutAwayBook.lock(work, command.receipt());
        work.requireAt(permission(), tasks.get(0).siteId());
        Figures.requireSaid("why", command.why());
        for (int number : command.tasks()) {
            Task task = PutAwayBook.task(tasks, number);
            if (task.state() != PutAwayState.OPEN) {
                throw new Refused(Problem.WRONG_STATE, "Task %d is %s".formatted(number, task.state()));
            }
        }
        work.sql(Sql.class).close(command.receipt(), command.tasks(), command.why(), work.person(), work.now());
        return ReceiptQueries.get(work.handle(), command.receipt());
    }
}
