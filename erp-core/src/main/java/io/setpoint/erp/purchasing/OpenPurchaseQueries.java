package io.setpoint.erp.purchasing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.purchasing.api.OpenPurchaseLines;
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
        @SqlQuery("select l.site_id as site, l.item_id as item, l.expected_date, sum(l.quantity) as quantity,"
                + " sum(l.confirmed) as confirmed from ("
                + OpenPurchaseLines.ROWS
                + """
                ) l
                 where (:site::text is null or l.site_id = :site)
                   and (:everyItem or l.item_id = any(:items))
                   and (:everywhere or l.site_id = any(:sites))
                   and (l.site_id, l.item_id, l.expected_date) > (:afterSite, :afterItem, :afterDate::date)
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
