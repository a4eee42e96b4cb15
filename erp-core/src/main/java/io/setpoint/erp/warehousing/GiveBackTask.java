package io.setpoint.erp.warehousing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;

/** Gives a task back: one's own, or with the right to plan waves anybody's. */
final class GiveBackTask implements UseCase<TaskClaims.Task, TaskView> {
    @Override
    public Control control() {
        return Control.of("give-back-task", "Gives a warehouse task back to everybody.")
                .refusing(Problem.NOT_FOUND, Problem.NOTHING_TO_DO);
    }

    /** Each kind of task needs its own right at its site. */
    @Override
    public Permission permission() {
        return Permission.VIEW;
    }

    @Override
    public TaskView run(TaskClaims.Task task, Work work) {
        TaskClaims.Open open = TaskClaims.open(work, task);
        TaskClaims.Sql sql = work.sql(TaskClaims.Sql.class);
        PersonId takenBy = sql.takenBy(task.kind(), task.document(), task.lineNo(), open.done())
                .orElseThrow(() -> new Refused(Problem.NOTHING_TO_DO, "Nobody took it"));
        if (!takenBy.equals(work.person())) {
            work.requireAt(Permission.PLAN_WAVES, open.siteId());
        }
        sql.giveBack(task.kind(), task.document(), task.lineNo());
        return TaskClaims.view(work, open, task);
    }
}
