package io.setpoint.erp.purchasing;

import io.setpoint.contracts.events.SupplierRisk;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SupplierChangeId;
import io.setpoint.contracts.values.SupplierId;
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

/** Suppliers, and the changes of their terms, in their tables. */
final class SupplierBook {
    /** The header of a change. */
    record ChangeRow(
            SupplierChangeId changeId,
            SupplierChangeState state,
            int version,
            SupplierId supplierId,
            String name,
            SupplierRisk risk,
            int leadTimeDays,
            BigDecimal overTolerancePercent,
            BigDecimal underTolerancePercent,
            PersonId proposedBy,
            Instant proposedAt,
            @Nullable PersonId decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String decisionNote) {
        SupplierTerms terms() {
            return new SupplierTerms(name, risk, leadTimeDays, overTolerancePercent, underTolerancePercent);
        }
    }

    interface Sql {
        @SqlQuery("""
                select change_id, state, version, supplier_id, name, risk, lead_time_days, over_tolerance_percent,
                       under_tolerance_percent, proposed_by, proposed_at, decided_by, decided_at, decision_note
                  from supplier_change
                 where change_id = :change
                """)
        Optional<ChangeRow> find(SupplierChangeId change);

        @SqlQuery("select change_id from supplier_change where change_id = :change for no key update")
        Optional<SupplierChangeId> lock(SupplierChangeId change);

        @SqlQuery("""
                select item_id as item, valid_from, unit_price, lead_time_days, over_tolerance_percent,
                       under_tolerance_percent
                  from supplier_change_item
                 where change_id = :change
                 order by item_id, valid_from
                """)
        List<SupplierTerms.Item> items(SupplierChangeId change);

        @SqlQuery("""
                select name, risk, lead_time_days, over_tolerance_percent, under_tolerance_percent
                  from supplier
                 where supplier_id = :supplier
                """)
        Optional<SupplierTerms> terms(SupplierId supplier);

        @SqlUpdate("""
                update supplier_change
                   set state = :state, decided_by = :person, decided_at = :now, decision_note = :note,
                       version = version + 1
                 where change_id = :change
                """)
        void decide(
                SupplierChangeId change,
                SupplierChangeState state,
                PersonId person,
                Instant now,
                @Nullable String note);
    }

    private SupplierBook() {}

    static SupplierChangeView lock(Work work, SupplierChangeId change) {
        return work.sql(Sql.class)
                .lock(change)
                .map(locked -> get(work.handle(), locked))
                .orElseThrow(() -> unknown(change));
    }

    static SupplierChangeView get(Handle handle, SupplierChangeId change) {
        Sql sql = handle.attach(Sql.class);
        ChangeRow row = sql.find(change).orElseThrow(() -> unknown(change));
        return view(row, sql.items(change), sql.terms(row.supplierId()).orElse(null));
    }

    static SupplierChangeView view(ChangeRow row, List<SupplierTerms.Item> items, @Nullable SupplierTerms current) {
        return new SupplierChangeView(
                row.changeId(),
                row.state(),
                row.version(),
                row.supplierId(),
                row.terms(),
                items,
                current,
                row.proposedBy(),
                row.proposedAt(),
                row.decidedBy(),
                row.decidedAt(),
                row.decisionNote());
    }

    static void requireUndecided(SupplierChangeView change) {
        if (change.state() != SupplierChangeState.PROPOSED) {
            throw new Refused(
                    Problem.ALREADY_DECIDED,
                    "%s was decided by %s at %s".formatted(change.change(), change.decidedBy(), change.decidedAt()));
        }
    }

    private static Refused unknown(SupplierChangeId change) {
        return new Refused(Problem.NOT_FOUND, "There is no supplier change " + change);
    }
}
