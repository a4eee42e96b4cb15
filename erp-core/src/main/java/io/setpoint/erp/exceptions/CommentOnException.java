package io.setpoint.erp.exceptions;

import static io.setpoint.contracts.events.EventType.EXCEPTION_COMMENTED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.ExceptionCommented;
import io.setpoint.contracts.values.ExceptionId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** A person comments on an exception. It makes nobody's card stale. */
final class CommentOnException implements UseCase<CommentOnException.Command, CommentOnException.Commented> {
    private static final int LONGEST = 2_000;

    record Command(ExceptionId exception, String text) {}

    record Commented(ExceptionId exception, PersonId person, String text, Instant at) {}

    interface Sql {
        @SqlUpdate("""
                insert into exception_comment (company_id, exception_id, person_id, text, commented_at)
                values (current_company(), :exception, :person, :text, :now)
                """)
        void insert(ExceptionId exception, PersonId person, String text, Instant now);
    }

    @Override
    public Control control() {
        return Control.of("comment-on-exception", "Comments on an exception.")
                .publishing(EXCEPTION_COMMENTED)
                .refusing(Problem.INVALID);
    }

    @Override
    public Permission permission() {
        return Permission.WORK_EXCEPTION;
    }

    @Override
    public Commented run(Command command, Work work) {
        ExceptionStore.Row row = ExceptionStore.lock(work, command.exception());
        if (command.text().isBlank() || command.text().length() > LONGEST) {
            throw new Refused(Problem.INVALID, "A comment has 1 to " + LONGEST + " characters");
        }
        work.sql(Sql.class).insert(command.exception(), work.person(), command.text(), work.now());
        work.publish(
                new ExceptionCommented(command.exception(), work.person(), command.text(), work.now()), row.siteId());
        return new Commented(command.exception(), work.person(), command.text(), work.now());
    }
}
