package io.setpoint.erp.warehousing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.WaveId;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Waves in their three tables. */
final class WaveRows {
    record Header(
            WaveId waveId,
            SiteId siteId,
            WaveState state,
            int version,
            PersonId createdBy,
            Instant createdAt,
            @Nullable PersonId closedBy,
            @Nullable Instant closedAt) {}

    /**
     * A share of an order in a stop.
     *
     * @param required what the order still wants of it, without what other stops have taken for its line
     */
    record PickRow(
            int pickNo,
            int stopNo,
            OrderId orderId,
            int lineNo,
            Sku itemId,
            String name,
            String unit,
            BinId binId,
            @Nullable LotNumber lotId,
            @Nullable LocalDate expiry,
            @Nullable String lotReason,
            BigDecimal quantity,
            BigDecimal required,
            @Nullable BigDecimal taken,
            @Nullable String shortReason,
            @Nullable PersonId takenBy,
            @Nullable Instant takenAt,
            BigDecimal putBack,
            boolean open) {}

    interface Sql {
        String HEADER = """
                select wave_id, site_id, state, version, created_by, created_at, closed_by, closed_at
                  from wave
                 where wave_id = :wave
                """;

        @SqlQuery(HEADER)
        Optional<Header> find(WaveId wave);

        @SqlQuery(HEADER + " for no key update")
        Optional<Header> lock(WaveId wave);

        @SqlQuery("""
                select w.order_id as order, c.name as customer_name,
                       (select min(l.commit_date)
                          from sales_order_line l
                         where l.company_id = o.company_id and l.order_id = o.order_id) as due_date,
                       w.open, w.shipment_id as shipment
                  from wave_order w
                  join sales_order o using (company_id, order_id)
                  join customer c using (company_id, customer_id)
                 where w.wave_id = :wave
                 order by due_date, w.order_id
                """)
        List<WaveView.Order> orders(WaveId wave);

        @SqlQuery("""
                select p.pick_no, p.stop_no, p.order_id, p.line_no, p.item_id, i.name, i.unit, p.bin_id, p.lot_id,
                       n.expiry, p.lot_reason, p.quantity,
                       case when w.open
                         then least(p.quantity, greatest(0,
                           l.reserved - (l.picked - l.shipped)
                             - coalesce(sum(p.taken) over line, 0) + coalesce(p.taken, 0)))
                         else 0 end as required,
                       p.taken, p.short_reason, p.taken_by, p.taken_at, p.put_back, w.open
                  from wave_pick p
                  join wave_order w using (company_id, wave_id, order_id)
                  join sales_order_line l using (company_id, order_id, line_no)
                  join item i on i.company_id = p.company_id and i.item_id = p.item_id
                  left join lot n on n.company_id = p.company_id and n.item_id = p.item_id and n.lot_id = p.lot_id
                 where p.wave_id = :wave
                window line as (partition by p.order_id, p.line_no)
                 order by p.pick_no
                """)
        List<PickRow> picks(WaveId wave);

        @SqlQuery("""
                select v.wave_id as wave, v.site_id as site, v.state, v.version, v.created_by, v.created_at,
                       (select count(*)
                          from wave_order w
                         where w.company_id = v.company_id and w.wave_id = v.wave_id) as orders,
                       p.stops, p.confirmed
                  from wave v
                 cross join lateral (
                   select count(distinct p.stop_no) as stops,
                          count(distinct p.stop_no) filter (where p.taken is not null) as confirmed
                     from wave_pick p
                    where p.company_id = v.company_id and p.wave_id = v.wave_id) p
                 where v.site_id = :site and (:state::text is null or v.state = :state) and (:before::text is null or v.wave_id < :before)
                 order by v.wave_id desc
                 limit :limit
                """)
        List<WaveView.Row> list(SiteId site, @Nullable WaveState state, @Nullable String before, int limit);

        @SqlUpdate("""
                update wave
                   set state = :state, closed_by = :person, closed_at = :now, version = version + 1
                 where wave_id = :wave
                """)
        void close(WaveId wave, WaveState state, PersonId person, Instant now);

        @SqlUpdate("update wave_order set open = false where wave_id = :wave and open")
        void leaveOut(WaveId wave);
    }

    private WaveRows() {}

    /** Locks an open wave, at a site where the actor has the right. */
    static Header lock(Work work, WaveId wave, Permission permission) {
        Header header = work.sql(Sql.class).lock(wave).orElseThrow(() -> unknown(wave));
        work.requireAt(permission, header.siteId());
        work.requireVersion(header.version());
        if (header.state() != WaveState.OPEN) {
            throw new Refused(Problem.WRONG_STATE, "%s is %s".formatted(wave, header.state()));
        }
        return header;
    }

    /** The orders of a wave that are not picked yet. */
    static List<OrderId> open(Work work, WaveId wave) {
        return work.sql(Sql.class).orders(wave).stream()
                .filter(WaveView.Order::open)
                .map(WaveView.Order::order)
                .toList();
    }

    static WaveView get(Handle handle, Actor actor, WaveId wave) {
        WaveView view = get(handle, wave);
        if (!actor.mayAt(Permission.VIEW, view.site())) {
            throw unknown(wave);
        }
        return view;
    }

    static WaveView get(Handle handle, WaveId wave) {
        Sql sql = handle.attach(Sql.class);
        Header header = sql.find(wave).orElseThrow(() -> unknown(wave));
        List<WaveView.Stop> stops = new ArrayList<>();
        sql.picks(wave).stream()
                .collect(groupingBy(PickRow::stopNo, TreeMap::new, toList()))
                .values()
                .forEach(picks -> stops.add(stop(picks)));
        return new WaveView(
                wave,
                header.siteId(),
                header.state(),
                header.version(),
                header.createdBy(),
                header.createdAt(),
                header.closedBy(),
                header.closedAt(),
                sql.orders(wave),
                stops);
    }

    /** The newest number first. */
    static Page<WaveView.Row> list(
            Handle handle, SiteId site, @Nullable WaveState state, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        return Page.of(
                handle.attach(Sql.class).list(site, state, cursor, size + 1),
                size,
                row -> row.wave().value());
    }

    static Refused unknown(WaveId wave) {
        return new Refused(Problem.NOT_FOUND, "There is no wave " + wave);
    }

    private static WaveView.Stop stop(List<PickRow> picks) {
        PickRow first = picks.get(0);
        return new WaveView.Stop(
                first.stopNo(),
                first.binId(),
                first.itemId(),
                first.name(),
                first.unit(),
                first.lotId(),
                first.expiry(),
                sum(picks, PickRow::quantity),
                sum(picks, PickRow::required),
                first.taken() == null ? null : sum(picks, pick -> Objects.requireNonNull(pick.taken())),
                first.takenBy(),
                first.takenAt(),
                picks.stream()
                        .map(pick -> new WaveView.Share(
                                pick.orderId(),
                                pick.lineNo(),
                                pick.quantity(),
                                pick.required(),
                                pick.taken(),
                                pick.shortReason(),
                                pick.putBack()))
                        .toList());
    }

    static BigDecimal sum(List<PickRow> picks, Function<PickRow, BigDecimal> quantity) {
        return picks.stream().map(quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
