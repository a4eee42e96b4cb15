package io.setpoint.erp.inventory;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.reducing;

import io.setpoint.contracts.events.Tracking;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.StockLedger.StockRow;
import io.setpoint.erp.inventory.api.StockReservations;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.RoundTrip;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Reservations in the tables {@code reservation} and {@code stock}. */
final class Reservations implements StockReservations {
    interface Sql {
        @SqlQuery("""
                select b.item_id as item, b.lot_id as lot, b.bin_id as bin, l.expiry, l.state = 'BLOCKED' as blocked,
                       coalesce(l.expiry < (:now at time zone s.zone)::date, false) as expired,
                       b.on_hand - b.held as quantity
                  from stock_lot b
                  join lot l using (company_id, item_id, lot_id)
                  join site s using (company_id, site_id)
                 where b.site_id = :site and b.item_id = any(:items) and b.on_hand > b.held
                 order by b.item_id, l.expiry nulls last, l.created_at, b.lot_id, b.bin_id
                """)
        List<LotInBin> lots(SiteId site, List<Sku> items, Instant now);
    }

    private static final String ADD_RESERVED = """
            update stock s
               set reserved = s.reserved + d.quantity
              from unnest(?::text[], ?::numeric[]) as d (item_id, quantity)
             where s.site_id = ? and s.item_id = d.item_id""";

    @Override
    public Map<Sku, Availability> lock(Work work, SiteId site, Collection<Sku> items) {
        return availability(StockLedger.lock(work, site, items));
    }

    @Override
    public RoundTrip locking(RoundTrip trip, SiteId site, Collection<Sku> items) {
        return StockLedger.locking(trip, site, items);
    }

    @Override
    public Map<Sku, Availability> locked(RoundTrip.Answers answers) throws SQLException {
        return availability(StockLedger.locked(answers));
    }

    private static Map<Sku, Availability> availability(Map<Sku, StockRow> stock) {
        Map<Sku, Availability> result = new TreeMap<>();
        stock.forEach((item, row) -> result.put(item, new Availability(row.onHand(), row.reserved(), row.held())));
        return result;
    }

    @Override
    public void reserve(Work work, SiteId site, OrderId order, List<Reserved> lines) {
        List<Reserved> wanted = positive(lines);
        if (!wanted.isEmpty()) {
            reserve(work, site, order, wanted, lock(work, site, byItem(wanted).keySet()));
        }
    }

    @Override
    public void reserve(Work work, SiteId site, OrderId order, List<Reserved> lines, Map<Sku, Availability> locked) {
        List<Reserved> wanted = positive(lines);
        if (wanted.isEmpty()) {
            return;
        }
        Map<Sku, BigDecimal> byItem = byItem(wanted);
        byItem.forEach((item, quantity) -> {
            Availability row = locked.get(item);
            BigDecimal free = row == null ? BigDecimal.ZERO : row.free();
            if (free.compareTo(quantity) < 0) {
                throw new Refused(
                        Problem.MORE_THAN_ON_HAND,
                        "%s of %s are free at %s, %s were to be reserved"
                                .formatted(StockLedger.plain(free), item, site, StockLedger.plain(quantity)));
            }
        });
        work.write(ADD_RESERVED, items(byItem), byItem.values().toArray(BigDecimal[]::new), site.value());
        work.write(
                """
                insert into reservation (company_id, order_id, line_no, site_id, item_id, quantity)
                select current_company(), ?, r.line_no, ?, r.item_id, r.quantity
                  from unnest(?::int[], ?::text[], ?::numeric[]) as r (line_no, item_id, quantity)
                on conflict (company_id, order_id, line_no)
                   do update set quantity = reservation.quantity + excluded.quantity""",
                order.value(),
                site.value(),
                wanted.stream().map(Reserved::lineNo).toArray(Integer[]::new),
                wanted.stream().map(line -> line.item().value()).toArray(String[]::new),
                wanted.stream().map(Reserved::quantity).toArray(BigDecimal[]::new));
    }

    @Override
    public void unreserve(Work work, SiteId site, OrderId order, List<Reserved> lines) {
        List<Reserved> given = positive(lines);
        if (given.isEmpty()) {
            return;
        }
        Map<Sku, BigDecimal> byItem = byItem(given);
        StockLedger.lock(work, site, byItem.keySet());
        releasing(work.trip(), order, given)
                .then(
                        ADD_RESERVED,
                        items(byItem),
                        byItem.values().stream().map(BigDecimal::negate).toArray(BigDecimal[]::new),
                        site.value())
                .answer(answers -> requireReleased(answers, order, given));
    }

    @Override
    public void ship(
            Work work, SiteId site, ShipmentId shipment, OrderId order, List<Picked> lines, Instant occurredAt) {
        List<Picked> picked =
                lines.stream().filter(line -> line.quantity().signum() > 0).toList();
        if (picked.isEmpty()) {
            return;
        }
        List<Reserved> consumed = perLine(picked);
        Map<Sku, BigDecimal> byItem = byItem(consumed);
        StockLedger.Standing standing = StockLedger.lockingWithBins(
                        releasing(work.trip(), order, consumed), site, byItem.keySet())
                .answer(answers -> {
                    requireReleased(answers, order, consumed);
                    return StockLedger.standing(answers);
                });
        StockLedger.post(
                work,
                site,
                StockLedger.Kind.SHIPMENT,
                shipment.value(),
                perLineAndPlace(picked, occurredAt),
                standing,
                byItem);
    }

    @Override
    public Pickable lockForPick(Work work, SiteId site, Collection<Sku> items) {
        Map<Sku, StockRow> stock = StockLedger.lock(work, site, items);
        Map<Sku, Tracking> tracked = new TreeMap<>();
        stock.values().stream().filter(StockRow::tracked).forEach(row -> tracked.put(row.itemId(), row.tracking()));
        boolean held = stock.values().stream().anyMatch(row -> row.held().signum() > 0);
        return new Pickable(
                held ? heldBins(work, site, items) : List.of(),
                tracked,
                tracked.isEmpty()
                        ? List.of()
                        : work.sql(Sql.class).lots(site, List.copyOf(tracked.keySet()), work.now()));
    }

    private static List<Unheld> heldBins(Work work, SiteId site, Collection<Sku> items) {
        return StockLedger.bins(work, site, items).values().stream()
                .filter(row -> row.held().signum() > 0)
                .map(row -> new Unheld(row.itemId(), row.binId(), row.free().max(BigDecimal.ZERO)))
                .toList();
    }

    /** Lowers the reservations of lines, which the lock on their order covers; {@link #requireReleased} counts them. */
    private static RoundTrip releasing(RoundTrip trip, OrderId order, List<Reserved> lines) {
        Integer[] numbers = lines.stream().map(Reserved::lineNo).toArray(Integer[]::new);
        BigDecimal[] quantities = lines.stream().map(Reserved::quantity).toArray(BigDecimal[]::new);
        // Whole ones first: a line that was lowered could look like a whole one afterwards.
        return trip.then("""
                        delete from reservation r
                         using unnest(?::int[], ?::numeric[]) as d (line_no, quantity)
                         where r.order_id = ? and r.line_no = d.line_no and r.quantity = d.quantity""", numbers, quantities, order.value()).then("""
                        update reservation r
                           set quantity = r.quantity - d.quantity
                          from unnest(?::int[], ?::numeric[]) as d (line_no, quantity)
                         where r.order_id = ? and r.line_no = d.line_no and r.quantity > d.quantity""", numbers, quantities, order.value());
    }

    private static int requireReleased(RoundTrip.Answers answers, OrderId order, List<Reserved> lines)
            throws SQLException {
        int found = answers.count() + answers.count();
        if (found != lines.size()) {
            throw new IllegalStateException(
                    "%s gives back or ships more than is reserved for it: %s".formatted(order, lines));
        }
        return found;
    }

    private static String[] items(Map<Sku, BigDecimal> byItem) {
        return byItem.keySet().stream().map(Sku::value).toArray(String[]::new);
    }

    /** One entry a line, because a line may be picked from several bins. */
    private static List<Reserved> perLine(List<Picked> picked) {
        Map<Integer, Reserved> lines = new TreeMap<>();
        for (Picked pick : picked) {
            lines.merge(
                    pick.lineNo(),
                    new Reserved(pick.lineNo(), pick.item(), pick.quantity()),
                    (a, b) -> new Reserved(a.lineNo(), a.item(), a.quantity().add(b.quantity())));
        }
        return List.copyOf(lines.values());
    }

    private static List<StockLedger.Move> perLineAndPlace(List<Picked> picked, Instant occurredAt) {
        Map<Picked, BigDecimal> sums = picked.stream()
                .collect(groupingBy(
                        pick -> new Picked(pick.lineNo(), pick.item(), pick.bin(), pick.lot(), BigDecimal.ZERO),
                        LinkedHashMap::new,
                        reducing(BigDecimal.ZERO, Picked::quantity, BigDecimal::add)));
        return sums.entrySet().stream()
                .map(sum -> new StockLedger.Move(
                        sum.getKey().lineNo(),
                        sum.getKey().item(),
                        sum.getKey().bin(),
                        sum.getKey().lot(),
                        sum.getValue().negate(),
                        occurredAt))
                .toList();
    }

    private static Map<Sku, BigDecimal> byItem(List<Reserved> lines) {
        Map<Sku, BigDecimal> sums = new TreeMap<>();
        lines.forEach(line -> sums.merge(line.item(), line.quantity(), BigDecimal::add));
        return sums;
    }

    private static List<Reserved> positive(List<Reserved> lines) {
        return lines.stream().filter(line -> line.quantity().signum() > 0).toList();
    }
}
