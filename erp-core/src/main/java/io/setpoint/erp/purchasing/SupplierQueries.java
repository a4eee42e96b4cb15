package io.setpoint.erp.purchasing;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.SupplierRisk;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Keyset;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Versioned;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads of suppliers, their terms and their lead times. */
final class SupplierQueries {
    /** A supplier as the list shows it. */
    record SupplierView(
            SupplierId supplier,
            String name,
            SupplierRisk risk,
            int leadTimeDays,
            BigDecimal overTolerancePercent,
            BigDecimal underTolerancePercent,
            int version)
            implements Versioned {}

    /** A supplier with all its contract prices, the coming ones too. */
    record SupplierPage(@JsonUnwrapped SupplierView supplier, List<SupplierTerms.Item> items) implements Versioned {
        SupplierPage {
            items = List.copyOf(items);
        }

        @Override
        public int version() {
            return supplier.version();
        }
    }

    /**
     * How long a supplier takes for an item: from the release of the order to the arrival of the delivery that completed
     * the line, over the lines completed within the last 180 days.
     *
     * @param promisedDays mean of the agreed lead times, frozen with the lines
     * @param actualDays mean
     * @param standardDeviationDays of the sample; absent for a single line
     * @param lateDays mean of arrival − confirmed date, below zero if early; absent if nothing was confirmed
     */
    record LeadTime(
            Sku item,
            int lines,
            BigDecimal promisedDays,
            BigDecimal actualDays,
            @Nullable BigDecimal standardDeviationDays,
            @Nullable BigDecimal lateDays) {}

    interface Sql {
        @SqlQuery("""
                select supplier_id as supplier, name, risk, lead_time_days, over_tolerance_percent,
                       under_tolerance_percent, version
                  from supplier
                 where supplier_id > :after
                 order by supplier_id
                 limit :limit
                """)
        List<SupplierView> list(String after, int limit);

        @SqlQuery("""
                select supplier_id as supplier, name, risk, lead_time_days, over_tolerance_percent,
                       under_tolerance_percent, version
                  from supplier
                 where supplier_id = :supplier
                """)
        Optional<SupplierView> find(SupplierId supplier);

        @SqlQuery("""
                select item_id as item, valid_from, unit_price, lead_time_days, over_tolerance_percent,
                       under_tolerance_percent
                  from supplier_item
                 where supplier_id = :supplier
                 order by item_id, valid_from
                """)
        List<SupplierTerms.Item> items(SupplierId supplier);

        @SqlQuery("""
                select change_id, state, version, supplier_id, name, risk, lead_time_days, over_tolerance_percent,
                       under_tolerance_percent, proposed_by, proposed_at, decided_by, decided_at, decision_note
                  from supplier_change
                 where (:state::text is null or state = :state)
                   and (proposed_at, change_id) < (:before, :id)
                 order by proposed_at desc, change_id desc
                 limit :limit
                """)
        List<SupplierBook.ChangeRow> changes(@Nullable SupplierChangeState state, Instant before, String id, int limit);

        @SqlQuery("""
                with arrival as (
                  select o.order_id, pl.line_no, pl.item_id, o.site_id, o.first_released_at, pl.lead_time_days,
                         pl.acknowledged_date, r.dock_arrived_at,
                         sum(rl.quantity) over (partition by o.order_id, pl.line_no
                                                order by r.dock_arrived_at, r.receipt_id, rl.line_no) as so_far,
                         trunc(pl.quantity * (100 - pl.under_tolerance_percent) / 100, 3) as needed
                    from purchase_order o
                    join purchase_order_line pl using (company_id, order_id)
                    join receipt r on r.company_id = o.company_id and r.purchase_order_id = o.order_id
                    join receipt_line rl on rl.company_id = r.company_id and rl.receipt_id = r.receipt_id
                     and rl.purchase_line_no = pl.line_no
                   where o.supplier_id = :supplier and o.first_released_at is not null),
                completed as (
                  select item_id, site_id, lead_time_days, acknowledged_date, first_released_at,
                         min(dock_arrived_at) as arrived_at
                    from arrival
                   where so_far >= needed
                   group by order_id, line_no, item_id, site_id, lead_time_days, acknowledged_date, first_released_at)
                select c.item_id as item, count(*) as lines, round(avg(c.lead_time_days), 2) as promised_days,
                       round(avg(extract(epoch from c.arrived_at - c.first_released_at) / 86400), 2) as actual_days,
                       round(stddev_samp(extract(epoch from c.arrived_at - c.first_released_at) / 86400), 2)
                         as standard_deviation_days,
                       round(avg((c.arrived_at at time zone s.zone)::date - c.acknowledged_date), 2) as late_days
                  from completed c
                  join site s using (site_id)
                 where c.arrived_at > :since and (:everywhere or c.site_id = any(:sites))
                 group by c.item_id
                 order by c.item_id
                """)
        List<LeadTime> leadTimes(SupplierId supplier, Instant since, boolean everywhere, List<SiteId> sites);
    }

    private static final Duration ROLLING = Duration.ofDays(180);

    private SupplierQueries() {}

    static Page<SupplierView> list(Handle handle, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        return Page.of(
                handle.attach(Sql.class).list(cursor == null ? "" : cursor, size + 1),
                size,
                row -> row.supplier().value());
    }

    static SupplierPage page(Handle handle, SupplierId supplier) {
        Sql sql = handle.attach(Sql.class);
        return new SupplierPage(sql.find(supplier).orElseThrow(() -> unknown(supplier)), sql.items(supplier));
    }

    /** Newest first. */
    static Page<SupplierChangeView> changes(
            Handle handle, @Nullable SupplierChangeState state, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        Keyset after = Keyset.newestFirst(cursor);
        Page<SupplierBook.ChangeRow> page = Page.of(
                handle.attach(Sql.class).changes(state, after.time(), after.id(), size + 1),
                size,
                row -> Keyset.of(row.proposedAt(), row.changeId().value()));
        SupplierBook.Sql book = handle.attach(SupplierBook.Sql.class);
        return new Page<>(
                page.items().stream()
                        .map(row -> SupplierBook.view(
                                row,
                                book.items(row.changeId()),
                                book.terms(row.supplierId()).orElse(null)))
                        .toList(),
                page.next());
    }

    static List<LeadTime> leadTimes(Handle handle, Actor actor, SupplierId supplier, Instant now) {
        Sql sql = handle.attach(Sql.class);
        if (sql.find(supplier).isEmpty()) {
            throw unknown(supplier);
        }
        Optional<List<SiteId>> sites = actor.sitesOf(Permission.VIEW).map(List::copyOf);
        return sql.leadTimes(supplier, now.minus(ROLLING), sites.isEmpty(), sites.orElse(List.of()));
    }

    private static Refused unknown(SupplierId supplier) {
        return new Refused(Problem.NOT_FOUND, "There is no supplier " + supplier);
    }
}
