package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.StockLedger.Place;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/**
 * Stock on its way from one bin of a site to another. Reservations stay as they are, for they are by site and item; what is
 * on hold stays where it is, and so does what was picked and has not left.
 */
final class BinMoves {
    /**
     * A quantity that changes its bin.
     *
     * @param lot its lot or serial, if and only if the item is tracked
     */
    record Line(int lineNo, Sku item, @Nullable LotNumber lot, BinId from, BinId to, BigDecimal quantity) {}

    record Picked(Sku item, @Nullable LotNumber lot, BinId bin, BigDecimal quantity) {}

    interface Sql {
        @SqlQuery("""
                select l.item_id as item, l.lot_id as lot, l.bin_id as bin, sum(l.quantity) as quantity
                  from reservation r
                  join shipment_line l on l.company_id = r.company_id and l.order_id = r.order_id
                    and l.line_no = r.line_no
                  join shipment s on s.company_id = l.company_id and s.shipment_id = l.shipment_id
                 where r.site_id = :site and r.item_id = any(:items)
                   and s.state in ('PICKED', 'PACKED') and l.quantity > 0
                 group by l.item_id, l.lot_id, l.bin_id
                """)
        List<Picked> picked(SiteId site, List<Sku> items);
    }

    private BinMoves() {}

    /**
     * Moves stock; takes the locks on stock and room itself.
     *
     * @param claimed what of it is directed to its bin already
     * @throws Refused what {@link StockLedger#post} and {@link BinRoom#require} refuse, and
     *     {@link Problem#MORE_THAN_ON_HAND} if picked goods would move
     */
    static void post(
            Work work,
            SiteId site,
            String document,
            List<Line> lines,
            Map<BinId, BigDecimal> claimed,
            Instant occurredAt) {
        List<Sku> items = lines.stream().map(Line::item).distinct().sorted().toList();
        StockLedger.lock(work, site, items);
        Map<BinId, BigDecimal> arriving = new TreeMap<>();
        lines.forEach(line -> arriving.merge(line.to(), line.quantity(), BigDecimal::add));
        BinRoom.require(work, site, arriving, claimed);
        requireUnpicked(work, site, items, lines);
        List<StockLedger.Move> moves = new ArrayList<>();
        for (Line line : lines) {
            moves.add(new StockLedger.Move(
                    line.lineNo(),
                    line.item(),
                    line.from(),
                    line.lot(),
                    line.quantity().negate(),
                    occurredAt));
            moves.add(new StockLedger.Move(
                    line.lineNo(), line.item(), line.to(), line.lot(), line.quantity(), occurredAt));
        }
        StockLedger.post(work, site, StockLedger.Kind.MOVE, document, moves);
    }

    /** What was picked from bins and has not left; the caller holds the lock on the stock. */
    static List<Picked> picked(Work work, SiteId site, List<Sku> items) {
        return work.sql(Sql.class).picked(site, items);
    }

    private static void requireUnpicked(Work work, SiteId site, List<Sku> items, List<Line> lines) {
        List<Picked> picked = picked(work, site, items);
        if (picked.isEmpty()) {
            return;
        }
        Map<Place, StockLedger.BinRow> bins = StockLedger.bins(work, site, items);
        for (Line line : lines) {
            BigDecimal taken = sum(picked, line);
            if (taken.signum() > 0) {
                BigDecimal stands = standing(work, site, bins, line);
                BigDecimal leaving = lines.stream()
                        .filter(other -> other.item().equals(line.item())
                                && other.from().equals(line.from())
                                && Objects.equals(other.lot(), line.lot()))
                        .map(Line::quantity)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                if (stands.subtract(taken).compareTo(leaving) < 0) {
                    throw new Refused(
                            Problem.MORE_THAN_ON_HAND,
                            "Bin %s has %s of %s besides %s that are picked; %s were to be moved"
                                    .formatted(
                                            line.from(),
                                            StockLedger.plain(
                                                    stands.subtract(taken).max(BigDecimal.ZERO)),
                                            line.item(),
                                            StockLedger.plain(taken),
                                            StockLedger.plain(leaving)));
                }
            }
        }
    }

    private static BigDecimal standing(Work work, SiteId site, Map<Place, StockLedger.BinRow> bins, Line line) {
        LotNumber lot = line.lot();
        if (lot == null) {
            StockLedger.BinRow bin = bins.get(new Place(line.item(), line.from()));
            return bin == null ? BigDecimal.ZERO : bin.free();
        }
        return LotLedger.standing(work, List.of(new LotLedger.Lot(line.item(), lot))).stream()
                .filter(row -> row.siteId().equals(site) && row.binId().equals(line.from()))
                .map(LotLedger.Standing::onHand)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal sum(List<Picked> rows, Line line) {
        return rows.stream()
                .filter(row -> row.item().equals(line.item())
                        && line.from().equals(row.bin())
                        && Objects.equals(row.lot(), line.lot()))
                .map(Picked::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
