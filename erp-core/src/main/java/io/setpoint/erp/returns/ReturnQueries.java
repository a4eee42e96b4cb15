package io.setpoint.erp.returns;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Keyset;
import io.setpoint.erp.kernel.Page;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads of returns. */
final class ReturnQueries {
    private ReturnQueries() {}

    /**
     * A return in the list.
     *
     * @param value of what was announced, at the prices the customer was charged
     * @param waiting whether a disposition waits for approval
     */
    record ReturnSummary(
            ReturnId returnId,
            ReturnState state,
            int version,
            ShipmentId shipment,
            OrderId order,
            SiteId site,
            CustomerId customer,
            Instant openedAt,
            int lines,
            BigDecimal value,
            boolean waiting) {}

    interface Sql {
        @SqlQuery("""
                select r.return_id, r.state, r.version, r.shipment_id as shipment, r.order_id as order,
                       r.site_id as site, o.customer_id as customer, r.opened_at, l.lines, l.value,
                       exists (select from return_disposition d
                                where d.company_id = r.company_id and d.return_id = r.return_id
                                  and d.state = 'PROPOSED') as waiting
                  from customer_return r
                  join sales_order o using (company_id, order_id)
                  cross join lateral (select count(*) as lines, sum(quantity * unit_price) as value
                                        from return_line b
                                       where b.company_id = r.company_id and b.return_id = r.return_id) l
                 where (:state::text is null or r.state = :state)
                   and (:site::text is null or r.site_id = :site)
                   and (:order::text is null or r.order_id = :order)
                   and (:everywhere or r.site_id = any(:sites))
                   and (r.opened_at, r.return_id) < (:before, :id)
                 order by r.opened_at desc, r.return_id desc
                 limit :limit
                """)
        List<ReturnSummary> list(
                @Nullable ReturnState state,
                @Nullable SiteId site,
                @Nullable OrderId order,
                boolean everywhere,
                List<SiteId> sites,
                Instant before,
                String id,
                int limit);
    }

    /** Newest first. */
    static Page<ReturnSummary> list(
            Handle handle,
            Actor actor,
            @Nullable ReturnState state,
            @Nullable SiteId site,
            @Nullable OrderId order,
            @Nullable String cursor,
            @Nullable Integer limit) {
        int size = Page.limit(limit);
        Keyset after = Keyset.newestFirst(cursor);
        Optional<List<SiteId>> sites = actor.sitesOf(Permission.VIEW).map(List::copyOf);
        List<ReturnSummary> rows = handle.attach(Sql.class)
                .list(state, site, order, sites.isEmpty(), sites.orElse(List.of()), after.time(), after.id(), size + 1);
        return Page.of(
                rows, size, row -> Keyset.of(row.openedAt(), row.returnId().value()));
    }

    static ReturnView get(Handle handle, Actor actor, ReturnId returnId) {
        return ReturnRows.find(handle, returnId)
                .filter(found -> actor.mayAt(Permission.VIEW, found.site()))
                .orElseThrow(() -> ReturnRows.unknown(returnId));
    }
}
