package io.setpoint.erp.organization.api;

import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Lets documents of the time before go-live in, one import at a time, and none once the company is live. */
public final class HistoryGate {
    /** Documents one import may carry. */
    private static final int DOCUMENTS = 200;

    interface Sql {
        @SqlQuery("select pg_advisory_xact_lock(hashtextextended(current_company() || '|history', 0))::text")
        String lock();

        @SqlQuery("select live_at from company where company_id = current_company() and live_at is not null")
        Optional<Instant> liveAt();
    }

    private HistoryGate() {}

    /** Refuses an import that is empty, too large, or too late; from here on it is the only one of its company. */
    public static void enter(Work work, String field, int documents) {
        if (documents == 0 || documents > DOCUMENTS) {
            String message = "An import carries 1 to " + DOCUMENTS + " documents";
            throw new Refused(Problem.INVALID, message).at(List.of(new Refused.FieldError(field, message)));
        }
        Sql sql = work.sql(Sql.class);
        sql.lock();
        sql.liveAt().ifPresent(liveAt -> {
            throw new Refused(Problem.AFTER_GO_LIVE, "History was closed at " + liveAt);
        });
    }
}
