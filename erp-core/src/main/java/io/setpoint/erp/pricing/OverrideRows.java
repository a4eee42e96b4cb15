package io.setpoint.erp.pricing;

import io.setpoint.contracts.events.PriceOverrideDecided;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PriceOverrideId;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Price overrides in their table. */
final class OverrideRows {
    interface Sql {
        @SqlQuery("""
                select price_override_id from price_override where price_override_id = :id for no key update
                """)
        Optional<PriceOverrideId> lock(PriceOverrideId id);

        @SqlQuery("""
                select price_override_id as price_override, state, version, site_id as site, customer_id as customer,
                       item_id as item, quantity, list_price, unit_price, percent_off, why, proposed_by, proposed_at,
                       valid_until, decided_by, decided_at, decision_note, order_id as order, order_line_no
                  from price_override
                 where price_override_id = :id
                """)
        Optional<OverrideView> find(PriceOverrideId id);

        @SqlUpdate("""
                update price_override
                   set state = :state, version = version + 1, decided_by = :person, decided_at = :now,
                       decision_note = :note
                 where price_override_id = :id
                """)
        void decide(PriceOverrideId id, OverrideState state, PersonId person, Instant now, @Nullable String note);
    }

    private OverrideRows() {}

    static OverrideView lock(Work work, PriceOverrideId id) {
        return work.sql(Sql.class)
                .lock(id)
                .flatMap(locked -> find(work.handle(), locked))
                .orElseThrow(() -> unknown(id));
    }

    static Optional<OverrideView> find(Handle handle, PriceOverrideId id) {
        return handle.attach(Sql.class).find(id);
    }

    static OverrideView written(Work work, PriceOverrideId id) {
        return find(work.handle(), id).orElseThrow(() -> unknown(id));
    }

    static void requireUndecided(OverrideView view) {
        if (view.state() != OverrideState.PROPOSED) {
            throw new Refused(
                    Problem.ALREADY_DECIDED, "Price override " + view.priceOverride() + " is " + view.state() + ".");
        }
    }

    static OverrideView decide(Work work, OverrideView view, OverrideState state, @Nullable String note) {
        work.sql(Sql.class).decide(view.priceOverride(), state, work.person(), work.now(), note);
        work.publish(
                new PriceOverrideDecided(
                        view.priceOverride(),
                        view.site(),
                        state == OverrideState.APPROVED,
                        view.proposedBy(),
                        work.person(),
                        note,
                        work.now()),
                view.site());
        return written(work, view.priceOverride());
    }

    static Refused unknown(PriceOverrideId id) {
        return new Refused(Problem.NOT_FOUND, "There is no price override " + id + ".");
    }
}
