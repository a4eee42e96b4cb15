package io.setpoint.erp.purchasing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.AsnId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.purchasing.api.OpenPurchaseLines;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Deliveries the dock waits for. */
final class ExpectedDeliveryQueries {
    /**
     * What is still to come of a purchase order.
     *
     * @param asn the advance shipment notice it comes with, if one is not received yet
     * @param expectedDate of that notice; without one, of the first open line: confirmed or, until then, requested
     * @param overdue whether that day has passed at the site
     * @param confirmed whether the supplier confirmed every open line
     * @param lines how many are open
     * @param value of what is open, at the order's prices
     */
    record Delivery(
            PurchaseOrderId order,
            @Nullable AsnId asn,
            SiteId site,
            SupplierId supplier,
            String supplierName,
            boolean expedite,
            LocalDate expectedDate,
            boolean overdue,
            boolean confirmed,
            int lines,
            BigDecimal value) {}

    interface Sql {
        @SqlQuery("""
                select d.*
                  from (select o.order_id as "order", n.asn_id as asn, o.site_id as site, o.supplier_id as supplier,
                               s.name as supplier_name, o.expedite,
                               coalesce(n.expected_date, l.expected_date) as expected_date,
                               coalesce(n.expected_date, l.expected_date) < (now() at time zone t.zone)::date as overdue,
                               l.confirmed, l.lines, l.value
                          from purchase_order o
                          join supplier s using (company_id, supplier_id)
                          join site t using (company_id, site_id)
                         cross join lateral (
                               select count(*) as lines, sum((l.quantity - l.received) * l.unit_price) as value,
                                      min(coalesce(l.acknowledged_date, l.requested_date)) as expected_date,
                                      bool_and(l.acknowledged_date is not null) as confirmed
                                 from purchase_order_line l
                                where l.company_id = o.company_id and l.order_id = o.order_id and
                """ + OpenPurchaseLines.OPEN + """
                               ) l
                          left join lateral (
                               select n.asn_id, n.expected_date
                                 from asn n
                                where n.company_id = o.company_id and n.order_id = o.order_id
                                  and not exists (select from receipt r
                                                   where r.company_id = n.company_id and r.asn_id = n.asn_id)
                                order by n.expected_date, n.asn_id
                                limit 1) n on true
                         where o.state in ('APPROVED', 'ACKNOWLEDGED', 'PARTIALLY_RECEIVED') and l.lines > 0
                           and (:site::text is null or o.site_id = :site)
                           and (:everywhere or o.site_id = any(:sites))) d
                 where d.expected_date <= :until::date
                   and (d.expected_date, d."order") > (:afterDate::date, :afterOrder)
                 order by d.expected_date, d."order"
                 limit :limit
                """)
        List<Delivery> list(
                @Nullable SiteId site,
                boolean everywhere,
                List<SiteId> sites,
                String until,
                String afterDate,
                String afterOrder,
                int limit);
    }

    private static final String BEFORE_ALL = "0001-01-01";
    private static final String AFTER_ALL = "9999-12-31";

    private ExpectedDeliveryQueries() {}

    /**
     * By the day they are expected.
     *
     * @param until the last day to show, such as {@code 2026-11-23}; absent for all
     */
    static Page<Delivery> list(
            Handle handle,
            Actor actor,
            @Nullable SiteId site,
            @Nullable String until,
            @Nullable String cursor,
            @Nullable Integer limit) {
        int size = Page.limit(limit);
        String[] after = cursor == null ? new String[] {BEFORE_ALL, ""} : cursor.split("~", -1);
        if (after.length != 2) {
            throw Figures.invalid("cursor", "The cursor is none of ours");
        }
        Optional<List<SiteId>> sites = actor.sitesOf(Permission.VIEW).map(List::copyOf);
        return Page.of(
                handle.attach(Sql.class)
                        .list(
                                site,
                                sites.isEmpty(),
                                sites.orElse(List.of()),
                                day("until", until == null ? AFTER_ALL : until),
                                day("cursor", after[0]),
                                after[1],
                                size + 1),
                size,
                row -> row.expectedDate() + "~" + row.order());
    }

    private static String day(String field, String text) {
        try {
            return LocalDate.parse(text).toString();
        } catch (DateTimeParseException e) {
            throw Figures.invalid(field, field + " is no day such as 2026-11-23");
        }
    }
}
