package io.setpoint.erp.organization;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.organization.CreateCompany.CompanyView;
import io.setpoint.erp.organization.GoLive.Command;
import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Closes history: from now on documents come in by the use cases of daily business only. For good. */
final class GoLive implements UseCase<Command, CompanyView> {
    /** Says nothing but that it is time. */
    record Command(CompanyId company) {}

    @Override
    public Control control() {
        return Control.of("go-live", "Closes history; needs the right to administer master data or to import history.")
                .asSensitive()
                .refusing(Problem.WRONG_STATE);
    }

    /** {@link #run} narrows it: whoever may import history may also say that he is done. */
    @Override
    public Permission permission() {
        return Permission.VIEW;
    }

    @Override
    public CompanyView run(Command command, Work work) {
        if (!work.actor().may(Permission.ADMINISTER_MASTER_DATA)
                && !work.actor().may(Permission.IMPORT_HISTORY)) {
            throw new Refused(
                    Problem.FORBIDDEN,
                    "It needs the permission " + Permission.ADMINISTER_MASTER_DATA.code() + " or "
                            + Permission.IMPORT_HISTORY.code() + ".");
        }
        Sql sql = work.sql(Sql.class);
        if (sql.goLive(work.company(), work.now()) == 0) {
            throw new Refused(Problem.WRONG_STATE, "The company went live before.");
        }
        return sql.find(work.company());
    }

    interface Sql {
        @SqlUpdate("update company set live_at = :now where company_id = :company and live_at is null")
        int goLive(CompanyId company, Instant now);

        @SqlQuery("""
                select company_id as company, name, currency, zone, live_at as "liveAt"
                from company where company_id = :company
                """)
        CompanyView find(CompanyId company);
    }
}
