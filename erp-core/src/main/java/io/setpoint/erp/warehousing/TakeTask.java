package io.setpoint.erp.warehousing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;

/** Says that the actor does a task. It locks nothing else: who confirms a pick is not who took it, but who did it. */
final class TakeTask implements UseCase<TaskClaims.Task, TaskView> {
    @Override
    public Control control() {
        return Control.of("take-task", "Says that the actor does a warehouse task.")
                .refusing(Problem.NOT_FOUND, Problem.TASK_TAKEN);
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
        if (sql.take(task.kind(), task.document(), task.lineNo(), open.done(), work.person(), work.now()) == 0) {
            throw new Refused(
                    Problem.TASK_TAKEN,
                    sql.takenBy(task.kind(), task.document(), task.lineNo(), open.done())
                                    .map(PersonId::value)
                                    .orElse("Somebody")
                            + " took it");
        }
        return TaskClaims.view(work, open, task);
    }
}
