package io.setpoint.erp.replenishment;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.reducing;

import io.setpoint.contracts.events.ReplenishmentKind;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.purchasing.api.OpenPurchases;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Computes what the policies of a site suggest at a moment. */
final class Suggestions {
    record Row(
            SiteId siteId,
            Sku itemId,
            LocalDate validFrom,
            ReplenishmentKind kind,
            SupplierId supplierId,
            @Nullable BigDecimal low,
            @Nullable BigDecimal target,
            @Nullable Integer coverDays,
            int demandDays,
            BigDecimal orderMultiple,
            BigDecimal orderMinimum,
            String name,
            String unit,
            int leadTimeDays,
            BigDecimal demand,
            BigDecimal onHand,
            BigDecimal reserved,
            BigDecimal held,
            BigDecimal backordered,
            BigDecimal drafted,
            BigDecimal inTransit,
            boolean snoozed,
            @Nullable BigDecimal refused) {
        Policy policy() {
            return new Policy(
                    siteId,
                    itemId,
                    validFrom,
                    kind,
                    supplierId,
                    low,
                    target,
                    coverDays,
                    demandDays,
                    orderMultiple,
                    orderMinimum);
        }

        /** A refused suggestion comes back when it asks for more. */
        boolean dismissed(BigDecimal quantity) {
            return snoozed || (refused != null && quantity.compareTo(refused) <= 0);
        }
    }

    interface Sql {
        @SqlQuery("""
                with today as (
                  select s.company_id, s.site_id, (:now::timestamptz at time zone s.zone)::date as day
                    from site s
                   where s.site_id = :site),
                policy as (
                  select distinct on (p.item_id) p.*, t.day
                    from replenishment_policy p
                    join today t using (company_id, site_id)
                   where p.valid_from <= t.day and p.item_id > :after
                     and (:item::text is null or p.item_id = :item)
                   order by p.item_id, p.valid_from desc, p.set_at desc
                   limit :limit)
                select p.site_id, p.item_id, p.valid_from, p.kind, p.supplier_id, p.low, p.target, p.cover_days,
                       p.demand_days, p.order_multiple, p.order_minimum, i.name, i.unit,
                       coalesce(
                         (select c.lead_time_days
                            from supplier_item c
                           where c.company_id = p.company_id and c.supplier_id = p.supplier_id and c.item_id = p.item_id
                             and c.valid_from <= p.day
                           order by c.valid_from desc
                           limit 1),
                         u.lead_time_days) as lead_time_days,
                       (select coalesce(-sum(m.quantity), 0)
                          from stock_move m
                         where m.site_id = p.site_id and m.item_id = p.item_id and m.kind = 'SHIPMENT'
                           and m.occurred_at > :now::timestamptz - make_interval(days => p.demand_days)
                           and m.occurred_at <= :now) as demand,
                       coalesce(k.on_hand, 0) as on_hand, coalesce(k.reserved, 0) as reserved,
                       coalesce(k.held, 0) as held,
                       (select coalesce(sum(l.backordered), 0)
                          from sales_order_line l
                          join sales_order o using (company_id, order_id)
                         where l.item_id = p.item_id and l.backordered > 0 and o.site_id = p.site_id) as backordered,
                       (select coalesce(sum(l.quantity), 0)
                          from purchase_order_line l
                          join purchase_order o using (company_id, order_id)
                         where l.item_id = p.item_id and o.site_id = p.site_id
                           and o.state in ('DRAFT', 'PENDING_APPROVAL') and l.cancelled = 0) as drafted,
                       (select coalesce(sum(l.sent - l.received - l.written_off), 0)
                          from transfer_line l
                          join transfer r using (company_id, transfer_id)
                         where l.item_id = p.item_id and r.to_site_id = p.site_id
                           and r.state = 'IN_TRANSIT') as in_transit,
                       coalesce(d.outcome = 'SNOOZED' and d.snoozed_until > p.day, false) as snoozed,
                       case d.outcome when 'REFUSED' then d.quantity end as refused
                  from policy p
                  join item i using (company_id, item_id)
                  join supplier u using (company_id, supplier_id)
                  left join stock k using (company_id, site_id, item_id)
                  left join lateral (
                    select outcome, snoozed_until, quantity
                      from replenishment_decision d
                     where d.company_id = p.company_id and d.site_id = p.site_id and d.item_id = p.item_id
                     order by d.decided_at desc
                     limit 1) d on true
                 order by p.item_id
                """)
        List<Row> rows(SiteId site, @Nullable Sku item, Instant now, String after, int limit);
    }

    private Suggestions() {}

    /** By item; a page looks at a number of policies and shows what they suggest, which may be nothing. */
    static Page<SuggestionView> list(
            Handle handle,
            OpenPurchases purchases,
            SiteId site,
            Instant now,
            @Nullable String cursor,
            @Nullable Integer limit) {
        int size = Page.limit(limit);
        Page<Row> rows = Page.of(
                handle.attach(Sql.class).rows(site, null, now, cursor == null ? "" : cursor, size + 1),
                size,
                row -> row.itemId().value());
        Map<Sku, BigDecimal> onOrder = onOrder(handle, purchases, site, rows.items());
        List<SuggestionView> views = new ArrayList<>();
        for (Row row : rows.items()) {
            SuggestionView view = view(row, onOrder.getOrDefault(row.itemId(), BigDecimal.ZERO));
            if (view.quantity().signum() > 0 && !row.dismissed(view.quantity())) {
                views.add(view);
            }
        }
        return new Page<>(views, rows.next());
    }

    /** What the policy of one item suggests; zero for nothing. */
    static SuggestionView one(Handle handle, OpenPurchases purchases, SiteId site, Sku item, Instant now) {
        Optional<Row> row =
                handle.attach(Sql.class).rows(site, item, now, "", 1).stream().findFirst();
        if (row.isEmpty()) {
            throw new Refused(Problem.NOT_FOUND, "There is no policy for %s at %s.".formatted(item, site));
        }
        return view(
                row.get(), onOrder(handle, purchases, site, List.of(row.get())).getOrDefault(item, BigDecimal.ZERO));
    }

    private static Map<Sku, BigDecimal> onOrder(Handle handle, OpenPurchases purchases, SiteId site, List<Row> rows) {
        return purchases.expected(handle, site, rows.stream().map(Row::itemId).toList()).stream()
                .collect(groupingBy(
                        OpenPurchases.Expected::item,
                        mapping(OpenPurchases.Expected::quantity, reducing(BigDecimal.ZERO, BigDecimal::add))));
    }

    private static SuggestionView view(Row row, BigDecimal onOrder) {
        Policy policy = row.policy();
        Policy.Supply supply = new Policy.Supply(
                row.demand(),
                row.onHand(),
                row.reserved(),
                row.held(),
                row.backordered(),
                onOrder,
                row.drafted(),
                row.inTransit(),
                row.leadTimeDays());
        Policy.Result result = policy.suggest(supply);
        return new SuggestionView(
                row.siteId(), row.itemId(), row.name(), row.unit(), result.quantity(), policy, supply, result.steps());
    }
}
