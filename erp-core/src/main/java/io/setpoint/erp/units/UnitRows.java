package io.setpoint.erp.units;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.UnitChangeId;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Changes of units in their two tables. */
final class UnitRows {
    record Header(
            UnitChangeId unitChangeId,
            UnitChangeState state,
            int version,
            @Nullable Instant validFrom,
            String why,
            PersonId proposedBy,
            Instant proposedAt,
            @Nullable PersonId decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String decisionNote,
            @Nullable Instant holdsFrom) {}

    interface Sql {
        @SqlQuery("select unit_change_id from unit_change where unit_change_id = :change for no key update")
        Optional<UnitChangeId> lock(UnitChangeId change);

        @SqlQuery("""
                select unit_change_id, state, version, valid_from, why, proposed_by, proposed_at, decided_by, decided_at,
                       decision_note, holds_from
                  from unit_change
                 where unit_change_id = :change
                """)
        Optional<Header> header(UnitChangeId change);

        @SqlQuery("""
                select l.line_no, l.item_id as item, i.unit as base_unit, l.unit, l.numerator, l.denominator
                  from unit_change_line l join item i using (company_id, item_id)
                 where l.unit_change_id = :change
                 order by l.line_no
                """)
        List<UnitChangeView.Line> lines(UnitChangeId change);

        @SqlUpdate("""
                update unit_change
                   set state = :state, version = version + 1, decided_by = :person, decided_at = :now,
                       decision_note = :note, holds_from = :holdsFrom
                 where unit_change_id = :change
                """)
        void decide(
                UnitChangeId change,
                UnitChangeState state,
                PersonId person,
                Instant now,
                @Nullable String note,
                @Nullable Instant holdsFrom);
    }

    private UnitRows() {}

    /** Units are the company's, not a site's: a right at single sites is not enough. */
    static void requireCompanyWide(Work work, Permission permission) {
        if (!work.actor().everywhere().contains(permission)) {
            throw new Refused(
                            Problem.FORBIDDEN,
                            "It needs the permission " + permission.code() + " for the whole company.")
                    .allowing(work.holders(permission, null, Set.of()));
        }
    }

    /** When units hold that are approved now; refuses a time that is over. */
    static Instant notBefore(Work work, @Nullable Instant validFrom) {
        if (validFrom != null && validFrom.isBefore(work.now())) {
            throw new Refused(
                    Problem.TAKES_EFFECT_TOO_SOON,
                    "They were to hold from %s on, which is over. Documents of that time are counted already."
                            .formatted(validFrom));
        }
        return validFrom == null ? work.now() : validFrom;
    }

    /** Locks a change, the first lock of every step on it, and reads it. */
    static UnitChangeView lock(Work work, UnitChangeId change) {
        return work.sql(Sql.class)
                .lock(change)
                .flatMap(locked -> find(work.handle(), locked))
                .orElseThrow(() -> unknown(change));
    }

    static Optional<UnitChangeView> find(Handle handle, UnitChangeId change) {
        Sql sql = handle.attach(Sql.class);
        return sql.header(change)
                .map(header -> new UnitChangeView(
                        header.unitChangeId(),
                        header.state(),
                        header.version(),
                        header.validFrom(),
                        header.why(),
                        header.proposedBy(),
                        header.proposedAt(),
                        header.decidedBy(),
                        header.decidedAt(),
                        header.decisionNote(),
                        header.holdsFrom(),
                        sql.lines(change)));
    }

    /** A change this transaction has written. */
    static UnitChangeView written(Work work, UnitChangeId change) {
        return find(work.handle(), change).orElseThrow(() -> unknown(change));
    }

    static void requireUndecided(UnitChangeView view) {
        if (view.state() != UnitChangeState.PROPOSED) {
            throw new Refused(
                    Problem.ALREADY_DECIDED,
                    "%s was %s by %s at %s."
                            .formatted(view.unitChange(), view.state(), view.decidedBy(), view.decidedAt()));
        }
    }

    static Refused unknown(UnitChangeId change) {
        return new Refused(Problem.NOT_FOUND, "There is no change of units " + change + ".");
    }
}
