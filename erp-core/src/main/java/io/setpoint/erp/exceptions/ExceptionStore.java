package io.setpoint.erp.exceptions;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.ExceptionId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** The locked row of an exception, for those who change it. */
final class ExceptionStore {
    public record Row(
            ExceptionId exceptionId,
            String type,
            @Nullable SiteId siteId,
            String subject,
            long signalStamp,
            String evidenceHash,
            ExceptionState state,
            @Nullable PersonId owner,
            @Nullable Instant settledAt,
            int version) {
        boolean open() {
            return state == ExceptionState.OPEN;
        }
    }

    interface Sql {
        @SqlQuery("""
                select exception_id, type, site_id, subject, signal_stamp, evidence_hash, state, owner, settled_at, version
                  from exception
                 where exception_id = :exception
                   for no key update
                """)
        @RegisterConstructorMapper(Row.class)
        Optional<Row> lock(ExceptionId exception);
    }

    private ExceptionStore() {}

    static Optional<Row> find(Work work, ExceptionId exception) {
        return work.sql(Sql.class).lock(exception);
    }

    /** Locks it for somebody who works the queue at its site. */
    static Row lock(Work work, ExceptionId exception) {
        Row row = find(work, exception)
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND, "There is no exception " + exception));
        SiteId site = row.siteId();
        if (site != null) {
            work.requireAt(Permission.WORK_EXCEPTION, site);
        }
        return row;
    }
}
