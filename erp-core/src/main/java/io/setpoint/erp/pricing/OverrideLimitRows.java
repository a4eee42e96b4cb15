package io.setpoint.erp.pricing;

import io.setpoint.contracts.events.OverrideLimitDecided;
import io.setpoint.contracts.values.OverrideLimitId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Limits of price overrides in their table; the one approved last holds. */
final class OverrideLimitRows {
    interface Sql {
        String ROW = """
                select override_limit_id as override_limit, state, version, percent, why, proposed_by, proposed_at,
                       decided_by, decided_at, decision_note
                  from override_limit
                """;

        @SqlQuery("""
                select percent from override_limit where state = 'APPROVED'
                 order by decided_at desc, override_limit_id desc limit 1
                """)
        Optional<BigDecimal> percent();

        @SqlQuery("select override_limit_id from override_limit where override_limit_id = :id for no key update")
        Optional<OverrideLimitId> lock(OverrideLimitId id);

        @SqlQuery(ROW + " where override_limit_id = :id")
        Optional<OverrideLimitView> find(OverrideLimitId id);

        @SqlQuery(ROW + " where :before::text is null or override_limit_id < :before"
                + " order by override_limit_id desc limit :limit")
        List<OverrideLimitView> list(@Nullable String before, int limit);

        @SqlUpdate("""
                insert into override_limit (company_id, override_limit_id, percent, why, state, proposed_by, proposed_at)
                values (current_company(), :id, :percent, :why, 'PROPOSED', :person, :now)
                """)
        void insert(OverrideLimitId id, BigDecimal percent, String why, PersonId person, Instant now);

        @SqlUpdate("""
                update override_limit
                   set state = :state, version = version + 1, decided_by = :person, decided_at = :now,
                       decision_note = :note
                 where override_limit_id = :id
                """)
        void decide(OverrideLimitId id, PriceChangeState state, PersonId person, Instant now, @Nullable String note);
    }

    private OverrideLimitRows() {}

    /** What holds now. */
    static BigDecimal percent(Handle handle) {
        return handle.attach(Sql.class).percent().orElse(OverridePolicy.USUAL_PERCENT);
    }

    /** Newest first. */
    static Page<OverrideLimitView> list(Handle handle, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        return Page.of(
                handle.attach(Sql.class).list(cursor, size + 1),
                size,
                row -> row.overrideLimit().value());
    }

    static OverrideLimitView lock(Work work, OverrideLimitId id) {
        return work.sql(Sql.class)
                .lock(id)
                .map(locked -> find(work.handle(), locked))
                .orElseThrow(() -> unknown(id));
    }

    static OverrideLimitView find(Handle handle, OverrideLimitId id) {
        return handle.attach(Sql.class).find(id).orElseThrow(() -> unknown(id));
    }

    static OverrideLimitView decide(Work work, OverrideLimitView limit, PriceChangeState state, @Nullable String note) {
        if (limit.state() != PriceChangeState.PROPOSED) {
            throw new Refused(
                    Problem.ALREADY_DECIDED, "The limit " + limit.overrideLimit() + " is " + limit.state() + ".");
        }
        work.sql(Sql.class).decide(limit.overrideLimit(), state, work.person(), work.now(), note);
        work.publish(
                new OverrideLimitDecided(
                        limit.overrideLimit(),
                        state == PriceChangeState.APPROVED,
                        limit.proposedBy(),
                        work.person(),
                        note,
                        work.now()),
                null);
        return find(work.handle(), limit.overrideLimit());
    }

    private static Refused unknown(OverrideLimitId id) {
        return new Refused(Problem.NOT_FOUND, "There is no limit " + id + ".");
    }
}
