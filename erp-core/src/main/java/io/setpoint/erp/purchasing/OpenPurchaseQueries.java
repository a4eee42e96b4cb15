package io.setpoint.erp.purchasing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.purchasing.api.OpenPurchases;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Open purchase quantities, read from the lines of released orders. */
final class OpenPurchaseQueries implements OpenPurchases {
    interface Sql {
        String OPEN = """
                l.cancelled = 0
                   and (l.received = 0
                        or l.received < trunc(l.quantity * (100 - l.under_tolerance_percent) / 100, 3))
                   and least(l.quantity, coalesce(l.acknowledged_quantity, l.quantity)) > l.received
                """;

        /** What is open of a line: nothing once it is received but for its tolerance; a lower confirmation limits it. */
        @SqlQuery("""
                select o.site_id as site, l.item_id as item,
                       coalesce(l.acknowledged_date, l.requested_date) as expected_date,
                       sum(least(l.quantity, coalesce(l.acknowledged_quantity, l.quantity)) - l.received) as quantity,
                       sum(case when l.acknowledged_quantity is null then 0
                                else least(l.quantity, l.acknowledged_quantity) - l.received end) as confirmed
                  from purchase_order_line l
                  join purchase_order o using (company_id, order_id)
                 where o.state in ('APPROVED', 'ACKNOWLEDGED', 'PARTIALLY_RECEIVED')
                   and (:site::text is null or o.site_id = :site)
                   and (:everyItem or l.item_id = any(:items))
                   and (:everywhere or o.site_id = any(:sites))
                   and
                """ + OPEN + """
                   and (o.site_id, l.item_id, coalesce(l.acknowledged_date, l.requested_date))
                       > (:afterSite, :afterItem, :afterDate::date)
                 group by 1, 2, 3
                 order by 1, 2, 3
                 limit :limit
                """)
        List<Expected> expected(
                @Nullable SiteId site,
                boolean everyItem,
                List<Sku> items,
                boolean everywhere,
                List<SiteId> sites,
                String afterSite,
                String afterItem,
                String afterDate,
                int limit);
    }

    private static final String BEFORE_ALL = "0001-01-01";
    private static final int ALL = Integer.MAX_VALUE;

    @Override
    public List<Expected> expected(Handle handle, SiteId site, Collection<Sku> items) {
        return handle.attach(Sql.class)
                .expected(site, false, List.copyOf(items), true, List.of(), "", "", BEFORE_ALL, ALL);
    }

    /** By site, item and expected date. */
    static Page<Expected> list(
            Handle handle,
            Actor actor,
            @Nullable SiteId site,
            @Nullable Sku item,
            @Nullable String cursor,
            @Nullable Integer limit) {
        int size = Page.limit(limit);
        String[] after = cursor == null ? new String[] {"", "", BEFORE_ALL} : cursor.split("~", -1);
        if (after.length != 3 || !day(after[2])) {
            throw Figures.invalid("cursor", "The cursor is none of ours");
        }
        Optional<List<SiteId>> sites = actor.sitesOf(Permission.VIEW).map(List::copyOf);
        return Page.of(
                handle.attach(Sql.class)
                        .expected(
                                site,
                                item == null,
                                item == null ? List.of() : List.of(item),
                                sites.isEmpty(),
                                sites.orElse(List.of()),
                                after[0],
                                after[1],
                                after[2],
                                size + 1),
                size,
                row -> row.site() + "~" + row.item() + "~" + row.expectedDate());
    }

    private static boolean day(String text) {
        try {
            return LocalDate.parse(text).toString().equals(text);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
