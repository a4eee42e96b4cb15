package io.setpoint.erp.sales;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Who holds which stock, and who waits for it. */
final class AllocationQueries {
    private static final Pattern CURSOR = Pattern.compile("([^~]*)~([^~]*)~(\\d{1,9})");

    /**
     * An order line of a released order.
     *
     * @param reserved held for it and not shipped
     * @param picked of it, picked already
     */
    public record HolderView(
            OrderId order,
            int lineNo,
            SiteId site,
            Sku item,
            String unit,
            CustomerId customer,
            String customerName,
            String customerClass,
            BigDecimal reserved,
            BigDecimal picked,
            BigDecimal backordered,
            LocalDate requestedDate,
            LocalDate commitDate,
            Instant placedAt) {}

    interface Sql {
        @SqlQuery("""
                select l.order_id as order, l.line_no, o.site_id as site, l.item_id as item, i.unit,
                       o.customer_id as customer, c.name as customer_name, c.customer_class, l.reserved,
                       l.picked - l.shipped as picked, l.backordered, l.requested_date, l.commit_date, o.placed_at
                  from sales_order o
                  join sales_order_line l using (company_id, order_id)
                  join item i using (company_id, item_id)
                  join customer c using (company_id, customer_id)
                 where o.state in ('RELEASED', 'PARTIALLY_SHIPPED')
                   and (l.reserved > 0 or l.backordered > 0)
                   and (:site::text is null or o.site_id = :site)
                   and (:item::text is null or l.item_id = :item)
                   and (:everywhere or o.site_id = any(:sites))
                   and (l.item_id, l.order_id, l.line_no) > (:afterItem, :afterOrder, :afterLine)
                 order by l.item_id, l.order_id, l.line_no
                 limit :limit
                """)
        @RegisterConstructorMapper(HolderView.class)
        List<HolderView> list(
                @Nullable SiteId site,
                @Nullable Sku item,
                boolean everywhere,
                List<SiteId> sites,
                String afterItem,
                String afterOrder,
                int afterLine,
                int limit);
    }

    private AllocationQueries() {}

    /** By item and order. */
    static Page<HolderView> list(
            Handle handle,
            Actor actor,
            @Nullable SiteId site,
            @Nullable Sku item,
            @Nullable String cursor,
            @Nullable Integer limit) {
        int size = Page.limit(limit);
        Matcher after = CURSOR.matcher(cursor == null ? "~~0" : cursor);
        if (!after.matches()) {
            throw new Refused(Problem.MALFORMED, "The cursor is none of ours.");
        }
        Optional<List<SiteId>> sites = actor.sitesOf(Permission.VIEW).map(List::copyOf);
        return Page.of(
                handle.attach(Sql.class)
                        .list(
                                site,
                                item,
                                sites.isEmpty(),
                                sites.orElse(List.of()),
                                after.group(1),
                                after.group(2),
                                Integer.parseInt(after.group(3)),
                                size + 1),
                size,
                row -> row.item() + "~" + row.order() + "~" + row.lineNo());
    }
}
