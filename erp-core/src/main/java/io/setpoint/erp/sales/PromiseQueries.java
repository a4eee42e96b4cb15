package io.setpoint.erp.sales;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.api.GoodsInTransit;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.purchasing.api.OpenPurchaseLines;
import io.setpoint.erp.sales.api.OrderView;
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

/**
 * Promises beside the supply that is known now. Supply is counted out to what is reserved, then to the promises by their
 * day, the older order first.
 */
final class PromiseQueries {
    private static final Pattern CURSOR = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)~([^~]*)~(\\d{1,9})~(\\d{1,9})");

    /**
     * A part of a promise that is not covered on its day any more.
     *
     * @param kind what it leaned on when it was given
     * @param open of it, neither reserved, shipped nor cancelled
     * @param shortfall of what is open, not there on the promised day
     * @param promisedOn the day on which it should be there
     * @param expectedOn the day on which known supply has it; beyond that, when it would be replenished from today on
     * @param commitDate the frozen promise of the line
     */
    public record AtRiskView(
            OrderId order,
            int lineNo,
            int partNo,
            SiteId site,
            Sku item,
            String unit,
            CustomerId customer,
            SupplyKind kind,
            @Nullable String document,
            @Nullable Integer documentLine,
            BigDecimal open,
            BigDecimal shortfall,
            LocalDate promisedOn,
            LocalDate expectedOn,
            LocalDate commitDate) {}

    /**
     * A part of a line's promise, as it was given, and what has become of it.
     *
     * @param expectedOn the day on which what is open of it will be there; null if nothing is
     * @param expectedDate its new promise: when that will be delivered; never before the frozen one
     */
    public record PartView(
            int lineNo,
            int partNo,
            SupplyKind kind,
            @Nullable String document,
            @Nullable Integer documentLine,
            BigDecimal quantity,
            LocalDate supplyDate,
            LocalDate promisedOn,
            LocalDate commitDate,
            BigDecimal open,
            BigDecimal shortfall,
            @Nullable LocalDate expectedOn,
            @Nullable LocalDate expectedDate) {}

    interface Sql {
        String EXPECTED = """
                with today as (
                  select company_id, site_id, (:now at time zone zone)::date as day from site
                ), arrival as (
                  select a.company_id, a.site_id, a.item_id, a.quantity,
                         case when a.expected_date < t.day then t.day + 1 else a.expected_date end as day
                    from (select company_id, site_id, item_id, expected_date, quantity from (
                """ + OpenPurchaseLines.ROWS + """
                          ) p union all select company_id, site_id, item_id, expected_date, quantity from (
                """ + GoodsInTransit.ROWS + """
                          ) t) a
                    join today t using (company_id, site_id)
                   where a.item_id = any(:items) or :everyItem
                ), supply as (
                  select company_id, site_id, item_id, day,
                         sum(quantity) over (partition by company_id, site_id, item_id order by day) as supplied
                    from arrival
                ), claim as (
                  select p.*, o.customer_id, o.shipping_mode,
                         sum(p.open) over (partition by p.company_id, p.site_id, p.item_id
                           order by p.promised_on, o.placed_at, p.order_id, p.line_no, p.part_no) as needed
                    from order_line_promise p join sales_order o using (company_id, order_id, site_id)
                   where p.open > 0 and (p.item_id = any(:items) or :everyItem)
                ), expected as (
                  select c.company_id, c.order_id, c.line_no, c.part_no, c.site_id, c.item_id, c.customer_id, c.kind,
                         c.document_id, c.document_line_no, c.open, c.promised_on,
                         greatest(least(c.open, c.needed - f.free - s.by_then), 0) as shortfall,
                         case when f.free >= c.needed then greatest(t.day, c.promised_on)
                              when s.day is not null then greatest(s.day, c.promised_on)
                              else greatest(t.day + g.replenishment_days, c.promised_on) end as expected_on
                    from claim c
                    join today t using (company_id, site_id)
                    join item i using (company_id, item_id)
                    join item_category g using (company_id, category)
                    cross join lateral (
                      select coalesce((select k.on_hand - k.reserved - k.held - coalesce((
                          select sum(b.on_hand - b.held) from stock_lot b join lot n using (company_id, item_id, lot_id)
                           where b.company_id = k.company_id and b.site_id = k.site_id and b.item_id = k.item_id
                             and b.on_hand > b.held and n.state = 'OPEN' and n.expiry < t.day), 0)
                         from stock k
                        where k.company_id = c.company_id and k.site_id = c.site_id and k.item_id = c.item_id), 0) as free) f
                    cross join lateral (
                      select min(x.day) filter (where f.free + x.supplied >= c.needed) as day,
                             coalesce(max(x.supplied) filter (where x.day <= c.promised_on), 0) as by_then
                        from supply x
                       where x.company_id = c.company_id and x.site_id = c.site_id and x.item_id = c.item_id) s
                )
                """;

        @SqlQuery(EXPECTED + """
                select e.order_id as order, e.line_no, e.part_no, e.site_id as site, e.item_id as item, i.unit,
                       e.customer_id as customer, e.kind, e.document_id as document,
                       e.document_line_no as document_line, e.open, e.shortfall, e.promised_on, e.expected_on,
                       l.commit_date
                  from expected e
                  join item i using (company_id, item_id)
                  join sales_order_line l using (company_id, order_id, line_no)
                 where e.shortfall > 0
                   and (e.kind <> 'LEAD_TIME' or e.expected_on > e.promised_on)
                   and (:site::text is null or e.site_id = :site)
                   and (:everywhere or e.site_id = any(:sites))
                   and (e.promised_on, e.order_id, e.line_no, e.part_no)
                       > (:afterDay::date, :afterOrder, :afterLine, :afterPart)
                 order by e.promised_on, e.order_id, e.line_no, e.part_no
                 limit :limit
                """)
        @RegisterConstructorMapper(AtRiskView.class)
        List<AtRiskView> atRisk(
                Instant now,
                boolean everyItem,
                List<Sku> items,
                @Nullable SiteId site,
                boolean everywhere,
                List<SiteId> sites,
                String afterDay,
                String afterOrder,
                int afterLine,
                int afterPart,
                int limit);

        @SqlQuery(EXPECTED + """
                select p.line_no, p.part_no, p.kind, p.document_id as document, p.document_line_no as document_line,
                       p.quantity, p.supply_date, p.promised_on, l.commit_date, p.open,
                       coalesce(e.shortfall, 0) as shortfall, e.expected_on,
                       greatest(e.expected_on + coalesce(m.standard_days, 0), l.commit_date) as expected_date
                  from order_line_promise p
                  join sales_order_line l using (company_id, order_id, line_no)
                  join sales_order o using (company_id, order_id)
                  left join expected e using (company_id, order_id, line_no, part_no)
                  left join shipping_mode m on m.company_id = o.company_id and m.shipping_mode = o.shipping_mode
                 where p.order_id = :order
                 order by p.line_no, p.part_no
                """)
        @RegisterConstructorMapper(PartView.class)
        List<PartView> of(Instant now, boolean everyItem, List<Sku> items, OrderId order);
    }

    private PromiseQueries() {}

    static Page<AtRiskView> atRisk(
            Handle handle,
            Actor actor,
            Instant now,
            @Nullable SiteId site,
            @Nullable Sku item,
            @Nullable String cursor,
            @Nullable Integer limit) {
        int size = Page.limit(limit);
        Matcher after = CURSOR.matcher(cursor == null ? "0001-01-01~~0~0" : cursor);
        if (!after.matches()) {
            throw new Refused(Problem.MALFORMED, "The cursor is none of ours.");
        }
        Optional<List<SiteId>> sites = actor.sitesOf(Permission.VIEW).map(List::copyOf);
        return Page.of(
                handle.attach(Sql.class)
                        .atRisk(
                                now,
                                item == null,
                                item == null ? List.of() : List.of(item),
                                site,
                                sites.isEmpty(),
                                sites.orElse(List.of()),
                                after.group(1),
                                after.group(2),
                                Integer.parseInt(after.group(3)),
                                Integer.parseInt(after.group(4)),
                                size + 1),
                size,
                row -> row.promisedOn() + "~" + row.order() + "~" + row.lineNo() + "~" + row.partNo());
    }

    /** The promises of an order, part by part. */
    static List<PartView> of(Handle handle, Instant now, OrderView order) {
        return handle.attach(Sql.class)
                .of(
                        now,
                        false,
                        order.lines().stream()
                                .map(OrderView.Line::item)
                                .distinct()
                                .toList(),
                        order.order());
    }
}
