package io.setpoint.erp.pricing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.PriceOverrideId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Page;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads of price overrides. */
final class OverrideQueries {
    interface Sql {
        @SqlQuery("""
                select price_override_id as price_override, state, version, site_id as site, customer_id as customer,
                       item_id as item, quantity, list_price, unit_price, percent_off, why, proposed_by, proposed_at,
                       valid_until, decided_by, decided_at, decision_note, order_id as order, order_line_no
                  from price_override
                 where (:state::text is null or state = :state)
                   and (:everywhere or site_id = any(:sites))
                   and price_override_id > :after
                 order by price_override_id
                 limit :limit
                """)
        List<OverrideView> list(
                @Nullable OverrideState state, boolean everywhere, List<SiteId> sites, String after, int limit);
    }

    private OverrideQueries() {}

    /** By number. */
    static Page<OverrideView> list(
            Handle handle,
            Actor actor,
            @Nullable OverrideState state,
            @Nullable String cursor,
            @Nullable Integer limit) {
        int size = Page.limit(limit);
        Optional<List<SiteId>> sites = actor.sitesOf(Permission.VIEW).map(List::copyOf);
        return Page.of(
                handle.attach(Sql.class)
                        .list(state, sites.isEmpty(), sites.orElse(List.of()), cursor == null ? "" : cursor, size + 1),
                size,
                row -> row.priceOverride().value());
    }

    static OverrideView get(Handle handle, Actor actor, PriceOverrideId id) {
        return OverrideRows.find(handle, id)
                .filter(found -> actor.mayAt(Permission.VIEW, found.site()))
                .orElseThrow(() -> OverrideRows.unknown(id));
    }
}
