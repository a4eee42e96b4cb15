package io.setpoint.erp.inventory;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Keyset;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.RoundTrip;
import io.setpoint.erp.kernel.Work;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads of adjustments. */
final class AdjustmentQueries {
    private static final String COLUMNS = """
            a.adjustment_id as adjustment, a.state, a.version, a.site_id as site, a.item_id as item, i.unit,
            a.bin_id as bin, a.quantity, a.unit_cost, a.value, c.currency, a.reason, a.note, a.photo,
            a.count_id as count, a.counted_by, cp.name as counted_by_name, a.reversal_of, a.proposed_by,
            pp.name as proposed_by_name, a.proposed_at, a.occurred_at,
            a.limit_value as "limit", a.daily_limit, a.rolling_total, a.over_tolerance, a.decided_by,
            dp.name as decided_by_name, a.decided_at,
            a.decision_note, a.posted_at, a.history, a.lot_id as lot
            """;

    private static final String TABLES = """
            adjustment a
            join item i using (company_id, item_id)
            join company c using (company_id)
            left join person pp on pp.person_id = a.proposed_by
            left join person cp on cp.person_id = a.counted_by
            left join person dp on dp.person_id = a.decided_by
            """;

    interface Sql {
        @SqlQuery("""
                select <columns>
                  from <tables>
                 where (:state::text is null or a.state = :state)
                   and (:site::text is null or a.site_id = :site)
                   and (:everywhere or a.site_id = any(:sites))
                   and (a.proposed_at, a.adjustment_id) < (:before, :id)
                 order by a.proposed_at desc, a.adjustment_id desc
                 limit :limit
                """)
        @RegisterConstructorMapper(AdjustmentView.class)
        List<AdjustmentView> list(
                @Define String columns,
                @Define String tables,
                @Nullable AdjustmentState state,
                @Nullable SiteId site,
                boolean everywhere,
                List<SiteId> sites,
                Instant before,
                String id,
                int limit);
    }

    private AdjustmentQueries() {}

    /** One adjustment with what this actor could do about it. */
    static AdjustmentPage page(Handle handle, Actor actor, AdjustmentId adjustment) {
        AdjustmentView view = get(handle, adjustment);
        if (!actor.mayAt(Permission.VIEW, view.site())) {
            throw unknown(adjustment);
        }
        return new AdjustmentPage(view, DecidedElsewhere.optionsOf(handle, actor, adjustment));
    }

    /** Newest first. */
    static Page<AdjustmentView> list(
            Handle handle,
            Actor actor,
            @Nullable AdjustmentState state,
            @Nullable SiteId site,
            @Nullable String cursor,
            @Nullable Integer limit) {
        int size = Page.limit(limit);
        Keyset after = Keyset.newestFirst(cursor);
        Optional<List<SiteId>> sites = actor.sitesOf(Permission.VIEW).map(List::copyOf);
        List<AdjustmentView> rows = handle.attach(Sql.class)
                .list(
                        COLUMNS,
                        TABLES,
                        state,
                        site,
                        sites.isEmpty(),
                        sites.orElse(List.of()),
                        after.time(),
                        after.id(),
                        size + 1);
        return Page.of(
                rows, size, row -> Keyset.of(row.proposedAt(), row.adjustment().value()));
    }

    static AdjustmentView get(Handle handle, AdjustmentId adjustment) {
        return get(RoundTrip.on(handle), adjustment);
    }

    /** Behind what this transaction has changed of it. */
    static AdjustmentView get(Work work, AdjustmentId adjustment) {
        return get(work.trip(), adjustment);
    }

    private static AdjustmentView get(RoundTrip trip, AdjustmentId adjustment) {
        return trip.then("select " + COLUMNS + " from " + TABLES + " where a.adjustment_id = ?", adjustment.value())
                .answer(answers -> answers.first(AdjustmentView.class))
                .orElseThrow(() -> unknown(adjustment));
    }

    private static Refused unknown(AdjustmentId adjustment) {
        return new Refused(Problem.NOT_FOUND, "There is no adjustment " + adjustment);
    }
}
