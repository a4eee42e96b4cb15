package io.setpoint.erp.warehousing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.WaveCreated;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.WaveId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Groups released orders of a site, and plans where to pick them in one walk. */
final class CreateWave implements UseCase<CreateWave.Command, WaveView> {
    private static final int MOST_LINES = 500;

    /**
     * Which orders: those named, or with no names those that fit, the oldest promise first.
     *
     * @param shippingMode only orders of this mode, as one carrier comes for them
     * @param dueBy only orders promised by this day
     * @param aisle only what can be picked from bins whose codes begin so
     * @param maxLines whole orders up to so many lines
     */
    record Command(
            SiteId site,
            @Nullable List<OrderId> orders,
            @Nullable String shippingMode,
            @Nullable LocalDate dueBy,
            @Nullable String aisle,
            @Nullable Integer maxLines) {
        Command {
            if (orders != null) {
                orders = List.copyOf(orders);
                if (orders.isEmpty() || orders.size() > MOST_LINES || new HashSet<>(orders).size() < orders.size()) {
                    throw new IllegalArgumentException("needs 1 to " + MOST_LINES + " orders, each once");
                }
                if (shippingMode != null || dueBy != null || maxLines != null) {
                    throw new IllegalArgumentException("needs orders or criteria, not both");
                }
            }
            if (maxLines != null && (maxLines < 1 || maxLines > MOST_LINES)) {
                throw new IllegalArgumentException("needs a maxLines of 1 to " + MOST_LINES);
            }
        }
    }

    /** A line that could be picked, with the wave its order is in. */
    record Candidate(
            OrderId orderId,
            int lineNo,
            Sku itemId,
            BigDecimal quantity,
            @Nullable WaveId waveId) {
        WavePlan.Wanted wanted() {
            return new WavePlan.Wanted(orderId, lineNo, itemId, quantity);
        }
    }

    interface Sql {
        @SqlQuery("select exists (select from site where site_id = :site)")
        boolean knows(SiteId site);

        @SqlQuery("""
                select l.order_id, l.line_no, l.item_id, l.reserved - (l.picked - l.shipped) as quantity, w.wave_id
                  from sales_order_line l
                  join sales_order o using (company_id, order_id)
                  left join wave_order w
                    on w.company_id = o.company_id and w.order_id = o.order_id and w.open
                 where l.released_quantity is not null and l.shipped + l.cancelled < l.quantity
                   and l.reserved > l.picked - l.shipped and o.site_id = :site
                   and (not :named or o.order_id = any(:orders))
                   and (:named or w.wave_id is null)
                   and (:mode::text is null or o.shipping_mode = :mode)
                   and (:dueBy::date is null or l.commit_date <= :dueBy::date)
                   and (:aisle::text is null or exists (
                     select from stock_bin b
                      where b.company_id = o.company_id and b.site_id = o.site_id and b.item_id = l.item_id
                        and b.on_hand > b.held and starts_with(b.bin_id, :aisle)))
                 order by min(l.commit_date) over (partition by l.order_id), l.order_id, l.line_no
                 limit :limit
                """)
        List<Candidate> candidates(
                SiteId site,
                boolean named,
                List<OrderId> orders,
                @Nullable String mode,
                @Nullable LocalDate dueBy,
                @Nullable String aisle,
                int limit);

        @SqlQuery("""
                with place as (
                  select b.item_id, b.bin_id, null::text as lot_id, null::date as expiry, null::timestamptz as since,
                         b.on_hand - b.held as quantity
                    from stock_bin b
                    join item i using (company_id, item_id)
                   where b.site_id = :site and b.item_id = any(:items) and i.tracking = 'NONE'
                  union all
                  select k.item_id, k.bin_id, k.lot_id, n.expiry, n.created_at, k.on_hand
                    from stock_lot k
                    join lot n using (company_id, item_id, lot_id)
                    join site s using (company_id, site_id)
                   where k.site_id = :site and k.item_id = any(:items) and n.state = 'OPEN'
                     and (n.expiry is null or n.expiry >= (:now::timestamptz at time zone s.zone)::date)),
                picked as (
                  select x.item_id, x.bin_id, x.lot_id, sum(x.quantity) as quantity
                    from reservation r
                    join shipment_line x using (company_id, order_id, line_no)
                    join shipment s on s.company_id = x.company_id and s.shipment_id = x.shipment_id
                   where r.site_id = :site and r.item_id = any(:items) and s.state in ('PICKED', 'PACKED')
                   group by 1, 2, 3),
                claimed as (
                  select p.item_id, p.bin_id, p.lot_id, sum(coalesce(p.taken, p.quantity)) as quantity
                    from wave_order w
                    join wave_pick p using (company_id, wave_id, order_id)
                    join wave v using (company_id, wave_id)
                   where w.open and v.site_id = :site and p.item_id = any(:items)
                   group by 1, 2, 3),
                walk as (
                  select b.bin_id, dense_rank() over (order by z.first nulls last, b.zone nulls last) as turn
                    from bin b
                    left join (select zone, min(sequence) as first
                                 from bin
                                where site_id = :site
                                group by zone) z on z.zone = b.zone
                   where b.site_id = :site)
                select a.item_id as item, a.bin_id as bin, a.lot_id as lot, a.expiry,
                       a.quantity - coalesce(t.quantity, 0) - coalesce(c.quantity, 0) as free,
                       coalesce(c.quantity, 0) as claimed, w.turn
                  from place a
                  join walk w using (bin_id)
                  left join picked t
                    on t.item_id = a.item_id and t.bin_id = a.bin_id and t.lot_id is not distinct from a.lot_id
                  left join claimed c
                    on c.item_id = a.item_id and c.bin_id = a.bin_id and c.lot_id is not distinct from a.lot_id
                 where a.quantity > 0 and (:aisle::text is null or starts_with(a.bin_id, :aisle))
                 order by a.item_id, a.expiry nulls last, a.since, free desc, a.bin_id, a.lot_id
                """)
        List<WavePlan.Place> places(SiteId site, List<Sku> items, Instant now, @Nullable String aisle);

        @SqlUpdate("""
                insert into wave (company_id, wave_id, site_id, state, created_by, created_at)
                values (current_company(), :wave, :site, 'OPEN', :person, :now)
                """)
        void insert(WaveId wave, SiteId site, PersonId person, Instant now);

        @SqlUpdate("""
                insert into wave_order (company_id, wave_id, order_id)
                select current_company(), :wave, o.order_id
                  from unnest(:orders) as o (order_id)
                 order by o.order_id
                on conflict (company_id, order_id) where open do nothing
                """)
        int insertOrders(WaveId wave, Collection<OrderId> orders);

        @SqlQuery("select order_id from wave_order where wave_id = :wave")
        Set<OrderId> orders(WaveId wave);

        @SqlUpdate("""
                insert into wave_pick (company_id, wave_id, pick_no, stop_no, order_id, line_no, item_id, bin_id, lot_id,
                                       lot_reason, quantity)
                select current_company(), :wave, p.n, dense_rank() over (order by p.stop_no), p.order_id, p.line_no,
                       p.item_id, p.bin_id, p.lot_id, p.lot_reason, p.quantity
                  from unnest(:stops, :orders, :lines, :items, :bins, :lots, :lotReasons, :quantities) with ordinality
                    as p (stop_no, order_id, line_no, item_id, bin_id, lot_id, lot_reason, quantity, n)
                """)
        void insertPicks(
                WaveId wave,
                List<Integer> stops,
                List<OrderId> orders,
                List<Integer> lines,
                List<Sku> items,
                List<BinId> bins,
                List<@Nullable LotNumber> lots,
                List<@Nullable String> lotReasons,
                List<BigDecimal> quantities);
    }

    @Override
    public Control control() {
        return Control.of("create-wave", "Groups released orders of a site to pick them in one walk.")
                .publishing(EventType.WAVE_CREATED)
                .refusing(Problem.UNKNOWN_REFERENCE, Problem.IN_ANOTHER_WAVE, Problem.NOTHING_TO_DO);
    }

    @Override
    public Permission permission() {
        return Permission.PLAN_WAVES;
    }

    @Override
    public WaveView run(Command command, Work work) {
        work.requireAt(permission(), command.site());
        Sql sql = work.sql(Sql.class);
        if (!sql.knows(command.site())) {
            throw new Refused(Problem.UNKNOWN_REFERENCE, "There is no site " + command.site());
        }
        List<Candidate> lines = chosen(command, sql);
        List<WavePlan.Pick> plan = WavePlan.of(
                lines.stream().map(Candidate::wanted).toList(),
                sql.places(
                        command.site(),
                        lines.stream().map(Candidate::itemId).distinct().toList(),
                        work.now(),
                        command.aisle()));
        WaveId wave = new WaveId(work.number("WV"));
        sql.insert(wave, command.site(), work.person(), work.now());
        List<OrderId> planned =
                plan.stream().map(pick -> pick.line().order()).distinct().toList();
        // Whoever plans the same orders at the same moment waits here, and gets those that are left.
        if (sql.insertOrders(wave, planned) < planned.size() && command.orders() != null) {
            throw new Refused(Problem.IN_ANOTHER_WAVE, "Another wave took some of these orders just now");
        }
        Set<OrderId> won = sql.orders(wave);
        List<WavePlan.Pick> picks =
                plan.stream().filter(pick -> won.contains(pick.line().order())).toList();
        if (picks.isEmpty()) {
            throw new Refused(Problem.NOTHING_TO_DO, "No bin has anything of what is to pick");
        }
        insert(sql, wave, picks);
        work.publish(
                new WaveCreated(
                        wave,
                        command.site(),
                        planned.stream().filter(won::contains).toList(),
                        (int) picks.stream()
                                .map(WavePlan.Pick::stopNo)
                                .distinct()
                                .count(),
                        work.person(),
                        work.now()),
                command.site());
        return WaveRows.get(work.handle(), wave);
    }

    /** The lines of the orders named, all of which can be picked; or of those that fit, as whole orders. */
    private static List<Candidate> chosen(Command command, Sql sql) {
        List<OrderId> named = command.orders();
        List<Candidate> candidates = sql.candidates(
                command.site(),
                named != null,
                named == null ? List.of() : named,
                command.shippingMode(),
                command.dueBy(),
                command.aisle(),
                MOST_LINES + 1);
        Map<OrderId, List<Candidate>> byOrder =
                candidates.stream().collect(groupingBy(Candidate::orderId, LinkedHashMap::new, toList()));
        boolean cut = candidates.size() > MOST_LINES;
        if (named != null) {
            if (cut) {
                throw new Refused(Problem.INVALID, "A wave has at most %d lines".formatted(MOST_LINES));
            }
            requireFree(named, byOrder);
            return candidates;
        }
        if (cut) {
            byOrder.remove(candidates.get(MOST_LINES).orderId());
        }
        int most = command.maxLines() == null ? MOST_LINES : command.maxLines();
        List<Candidate> chosen = new ArrayList<>();
        for (List<Candidate> lines : byOrder.values()) {
            if (chosen.size() + lines.size() <= most) {
                chosen.addAll(lines);
            }
        }
        if (chosen.isEmpty()) {
            throw new Refused(Problem.NOTHING_TO_DO, "No order fits that is released, not picked and in no wave");
        }
        return chosen;
    }

    private static void requireFree(List<OrderId> named, Map<OrderId, List<Candidate>> byOrder) {
        for (OrderId order : named) {
            List<Candidate> lines = byOrder.get(order);
            if (lines == null) {
                throw new Refused(Problem.NOTHING_TO_DO, "Nothing of %s is to pick here".formatted(order));
            }
            WaveId wave = lines.get(0).waveId();
            if (wave != null) {
                throw new Refused(Problem.IN_ANOTHER_WAVE, "%s is in %s".formatted(order, wave));
            }
        }
    }

    private static void insert(Sql sql, WaveId wave, List<WavePlan.Pick> picks) {
        List<@Nullable LotNumber> lots = new ArrayList<>();
        List<@Nullable String> lotReasons = new ArrayList<>();
        for (WavePlan.Pick pick : picks) {
            lots.add(pick.place().lot());
            lotReasons.add(pick.lotPassedOver() ? "the first lot goes to another order" : null);
        }
        sql.insertPicks(
                wave,
                picks.stream().map(WavePlan.Pick::stopNo).toList(),
                picks.stream().map(pick -> pick.line().order()).toList(),
                picks.stream().map(pick -> pick.line().lineNo()).toList(),
                picks.stream().map(pick -> pick.line().item()).toList(),
                picks.stream().map(pick -> pick.place().bin()).toList(),
                lots,
                lotReasons,
                picks.stream().map(WavePlan.Pick::quantity).toList());
    }
}
