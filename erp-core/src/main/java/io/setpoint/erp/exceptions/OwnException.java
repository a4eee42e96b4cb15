package io.setpoint.erp.exceptions;

import static io.setpoint.contracts.events.EventType.EXCEPTION_OWNED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.ExceptionOwned;
import io.setpoint.contracts.values.ExceptionId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** A person takes an exception, from nobody or from somebody else. */
final class OwnException implements UseCase<OwnException.Command, ExceptionView> {
    record Command(ExceptionId exception) {}

    interface Sql {
        @SqlUpdate("""
                update exception
                   set owner = :person, version = version + 1
                 where exception_id = :exception
                """)
        void own(ExceptionId exception, PersonId person);
    }

    @Override
    public Control control() {
        return Control.of("own-exception", "Takes an exception.")
                .publishing(EXCEPTION_OWNED)
                .refusing(Problem.STALE_VERSION, Problem.ALREADY_DECIDED);
    }

    @Override
    public Permission permission() {
        return Permission.WORK_EXCEPTION;
    }

    @Override
    public ExceptionView run(Command command, Work work) {
        ExceptionStore.Row row = ExceptionStore.lock(work, command.exception());
        work.requireVersion(row.version());
        if (!row.open()) {
            throw new Refused(Problem.ALREADY_DECIDED, command.exception() + " is settled");
        }
        if (!work.person().equals(row.owner())) {
            work.sql(Sql.class).own(command.exception(), work.person());
            work.publish(new ExceptionOwned(command.exception(), work.person(), work.now()), row.siteId());
        }
        return ExceptionQueries.view(work.handle(), command.exception(), work.now());
    }
}
