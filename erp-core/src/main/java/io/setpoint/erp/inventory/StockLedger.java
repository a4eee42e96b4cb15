package io.setpoint.erp.inventory;

import io.setpoint.contracts.events.Tracking;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.NegativeStockId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.RoundTrip;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The only writer of {@code stock_move}, and of the sums over it. The row of {@code stock} is the lock for an item at a
 * site, its bins included; rows are always locked in the order of their items.
 */
final class StockLedger {
    /** Why stock moves. */
    enum Kind {
        RECEIPT,
        SHIPMENT,
        ADJUSTMENT,
        TRANSFER_OUT,
        TRANSFER_IN,
        /** Goods a customer sent back, into the bin of their inspection and from there into another. */
        RETURN_IN,
        /** Returned goods that leave the bin of their inspection. */
        RETURN_OUT,
        /** Out of one bin of a site and into another. */
        MOVE;

        /** Whether goods leave, which those on hold do not. A count or a write-off may find fewer than are held. */
        boolean leaves() {
            return this == SHIPMENT || this == TRANSFER_OUT || this == MOVE;
        }

        /**
         * Whether a bin may fall below zero where its site allows it: goods that go to a customer were seen, whatever the
         * book says. A transfer or a move would only carry the error on to another bin.
         */
        boolean mayGoBelowZero() {
            return this == SHIPMENT;
        }
    }

    /**
     * One change of a bin's stock, for one line of a document.
     *
     * @param lot the lot or serial, if and only if the item is tracked
     */
    record Move(int lineNo, Sku item, BinId bin, @Nullable LotNumber lot, BigDecimal quantity, Instant occurredAt) {
        Move(int lineNo, Sku item, BinId bin, BigDecimal quantity, Instant occurredAt) {
            this(lineNo, item, bin, null, quantity, occurredAt);
        }
    }

    /** A locked row of {@code stock}. */
    public record StockRow(Sku itemId, BigDecimal onHand, BigDecimal reserved, BigDecimal held, Tracking tracking) {
        boolean tracked() {
            return tracking != Tracking.NONE;
        }

        BigDecimal free() {
            return onHand.subtract(reserved).subtract(held);
        }
    }

    /**
     * A bin of an item whose stock is locked.
     *
     * @param negativeStock if it is below zero, what allowed that
     */
    public record BinRow(
            Sku itemId,
            BinId binId,
            BigDecimal onHand,
            BigDecimal held,
            @Nullable NegativeStockId negativeStock) {
        /** What may leave the bin. */
        BigDecimal free() {
            return onHand.subtract(held);
        }
    }

    record Place(Sku item, BinId bin) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byItem = item.compareTo(other.item);
            return byItem != 0 ? byItem : bin.compareTo(other.bin);
        }
    }

    /** The locked stock of some items at a site, and their bins. */
    record Standing(Map<Sku, StockRow> stock, Map<Place, BinRow> bins) {}

    private static final String ENSURE = """
            insert into stock (company_id, site_id, item_id)
            select current_company(), ?, i.item_id
              from item i
             where i.item_id = any(?::text[])
             order by i.item_id
            on conflict do nothing""";
    private static final String LOCK = """
            select s.item_id, s.on_hand, s.reserved, s.held, i.tracking
              from stock s join item i using (company_id, item_id)
             where s.site_id = ? and s.item_id = any(?::text[])
             order by s.item_id
               for no key update of s""";
    private static final String BINS = """
            select item_id, bin_id, on_hand, held, negative_stock_id
              from stock_bin
             where site_id = ? and item_id = any(?::text[])""";

    private StockLedger() {}

    /** Locks the stock of these items at a site until the transaction ends; unknown items are left out. */
    static Map<Sku, StockRow> lock(Work work, SiteId site, Collection<Sku> items) {
        String[] sorted = sorted(items);
        Map<Sku, StockRow> rows = locking(work.trip(), site, sorted).answer(StockLedger::locked);
        return rows.size() < sorted.length
                ? locking(ensuring(work.trip(), site, sorted), site, sorted).answer(StockLedger::locked)
                : rows;
    }

    /** Adds to a round trip what locks the stock of these items; {@link #locked} takes the answer. */
    static RoundTrip locking(RoundTrip trip, SiteId site, Collection<Sku> items) {
        return locking(trip, site, sorted(items));
    }

    /** Those that have a row of stock. */
    static Map<Sku, StockRow> locked(RoundTrip.Answers answers) throws SQLException {
        ResultSet row = answers.rows();
        Map<Sku, StockRow> rows = new TreeMap<>();
        while (row.next()) {
            Sku item = new Sku(row.getString(1));
            rows.put(
                    item,
                    new StockRow(
                            item,
                            row.getBigDecimal(2),
                            row.getBigDecimal(3),
                            row.getBigDecimal(4),
                            Tracking.valueOf(row.getString(5))));
        }
        return rows;
    }

    /** The bins of items; the caller holds the lock on their stock. */
    static Map<Place, BinRow> bins(Work work, SiteId site, Collection<Sku> items) {
        return work.trip().then(BINS, site.value(), sorted(items)).answer(StockLedger::bins);
    }

    /** Adds to a round trip what locks the stock of these items and reads their bins; {@link #standing} takes both. */
    static RoundTrip lockingWithBins(RoundTrip trip, SiteId site, Collection<Sku> items) {
        String[] sorted = sorted(items);
        return locking(trip, site, sorted).then(BINS, site.value(), sorted);
    }

    static Standing standing(RoundTrip.Answers answers) throws SQLException {
        return new Standing(locked(answers), bins(answers));
    }

    private static RoundTrip locking(RoundTrip trip, SiteId site, String[] sorted) {
        return trip.then(LOCK, site.value(), sorted);
    }

    private static RoundTrip ensuring(RoundTrip trip, SiteId site, String[] sorted) {
        return trip.then(ENSURE, site.value(), sorted);
    }

    private static Map<Place, BinRow> bins(RoundTrip.Answers answers) throws SQLException {
        ResultSet row = answers.rows();
        Map<Place, BinRow> bins = new TreeMap<>();
        while (row.next()) {
            String negativeStock = row.getString(5);
            BinRow bin = new BinRow(
                    new Sku(row.getString(1)),
                    new BinId(row.getString(2)),
                    row.getBigDecimal(3),
                    row.getBigDecimal(4),
                    negativeStock == null ? null : new NegativeStockId(negativeStock));
            bins.put(new Place(bin.itemId(), bin.binId()), bin);
        }
        return bins;
    }

    private static String[] sorted(Collection<Sku> items) {
        return items.stream().distinct().sorted().map(Sku::value).toArray(String[]::new);
    }

    /** Keeps stock of bins back, or gives it free if below zero; the caller holds the lock. */
    static void keepBack(Work work, SiteId site, Map<Place, BigDecimal> quantities) {
        if (quantities.isEmpty()) {
            return;
        }
        Map<Sku, BigDecimal> byItem = new TreeMap<>();
        quantities.forEach((place, quantity) -> byItem.merge(place.item(), quantity, BigDecimal::add));
        work.write("""
                update stock_bin b
                   set held = b.held + d.quantity
                  from unnest(?::text[], ?::text[], ?::numeric[]) as d (item_id, bin_id, quantity)
                 where b.site_id = ? and b.bin_id = d.bin_id and b.item_id = d.item_id""", items(quantities), bins(quantities), quantities(quantities), site.value());
        work.write("""
                update stock s
                   set held = s.held + d.quantity
                  from unnest(?::text[], ?::numeric[]) as d (item_id, quantity)
                 where s.site_id = ? and s.item_id = d.item_id""", sorted(byItem.keySet()), quantities(byItem), site.value());
    }

    static Refused notByLot(Sku item, Tracking tracking) {
        return new Refused(
                Problem.NOT_BY_LOT,
                "%s is tracked by %s, and this kind of document does not name lots yet"
                        .formatted(item, tracking.name().toLowerCase(Locale.ROOT)));
    }

    /**
     * Appends moves and brings the sums up to date.
     *
     * @throws Refused {@link Problem#MORE_THAN_ON_HAND} if a bin would hold less than nothing and may not, {@link Problem#ON_HOLD} if
     *     goods on hold would leave, or what {@link LotLedger#post} refuses
     */
    static void post(Work work, SiteId site, Kind kind, String document, List<Move> moves) {
        Set<Sku> items = new TreeSet<>();
        moves.forEach(move -> items.add(move.item()));
        Standing standing = lockingWithBins(work.trip(), site, items).answer(StockLedger::standing);
        if (standing.stock().size() < items.size()) {
            standing = lockingWithBins(ensuring(work.trip(), site, sorted(items)), site, items)
                    .answer(StockLedger::standing);
        }
        post(work, site, kind, document, moves, standing, Map.of());
    }

    /**
     * Appends moves of stock that is locked already.
     *
     * @param consumed by item, what of its reservations leaves with them
     */
    static void post(
            Work work,
            SiteId site,
            Kind kind,
            String document,
            List<Move> moves,
            Standing standing,
            Map<Sku, BigDecimal> consumed) {
        List<Move> tracked = tracked(standing.stock(), moves);
        Map<Place, BigDecimal> blocked = tracked.isEmpty() ? Map.of() : LotLedger.post(work, site, kind, tracked);

        Map<Place, BinRow> bins = standing.bins();
        Map<Place, BigDecimal> changed = new TreeMap<>();
        Map<Sku, BigDecimal> total = new TreeMap<>();
        for (Move move : moves) {
            Place place = new Place(move.item(), move.bin());
            BigDecimal before = changed.getOrDefault(place, onHand(bins.get(place)));
            changed.put(place, before.add(move.quantity()));
            total.merge(move.item(), move.quantity(), BigDecimal::add);
        }
        Map<Place, BigDecimal> sinking = sinking(kind, standing, changed);
        NegativeStockId allowed = sinking.isEmpty() ? null : allowed(work, site, bins, sinking);

        append(work, site, kind, document, moves);
        work.write(
                """
                insert into stock_bin (company_id, site_id, item_id, bin_id, on_hand, negative_stock_id)
                select current_company(), ?, b.item_id, b.bin_id, b.on_hand, b.negative_stock_id
                  from unnest(?::text[], ?::text[], ?::numeric[], ?::text[])
                       as b (item_id, bin_id, on_hand, negative_stock_id)
                on conflict (company_id, site_id, item_id, bin_id)
                   do update set on_hand = excluded.on_hand, negative_stock_id = excluded.negative_stock_id""",
                site.value(),
                items(changed),
                bins(changed),
                quantities(changed),
                permissions(changed, bins, allowed));
        work.write(
                """
                update stock s
                   set on_hand = s.on_hand + d.quantity, reserved = s.reserved - d.consumed
                  from unnest(?::text[], ?::numeric[], ?::numeric[]) as d (item_id, quantity, consumed)
                 where s.site_id = ? and s.item_id = d.item_id""",
                sorted(total.keySet()),
                quantities(total),
                total.keySet().stream()
                        .map(item -> consumed.getOrDefault(item, BigDecimal.ZERO))
                        .toArray(BigDecimal[]::new),
                site.value());
        keepBack(work, site, blocked);
        if (allowed != null) {
            NegativeStock.incurred(work, site, document, allowed, sinking);
        }
        changed.entrySet()
                .removeIf(change -> onHand(bins.get(change.getKey())).signum() >= 0
                        || change.getValue().signum() < 0);
        if (!changed.isEmpty()) {
            NegativeStock.cleared(work, site, document, changed);
        }
    }

    /** What goes below zero or further below it, of all that changes; refuses what is on hold, and what never goes there. */
    private static Map<Place, BigDecimal> sinking(Kind kind, Standing standing, Map<Place, BigDecimal> changed) {
        Map<Place, BigDecimal> sinking = new TreeMap<>();
        changed.forEach((place, after) -> {
            BinRow bin = standing.bins().get(place);
            BigDecimal before = onHand(bin);
            if (after.compareTo(before) >= 0) {
                return;
            }
            StockRow stock = standing.stock().get(place.item());
            boolean held = bin != null && bin.held().signum() > 0;
            if (after.signum() < 0) {
                if (!kind.mayGoBelowZero() || held || stock == null || stock.tracked()) {
                    throw negative(place.bin(), place.item(), before, after.subtract(before));
                }
                sinking.put(place, after);
            } else if (kind.leaves() && bin != null && held && after.compareTo(bin.held()) < 0) {
                throw onHold(place.bin(), place.item(), bin.free(), bin.onHand().subtract(after));
            }
        });
        return sinking;
    }

    /** The permission of the site under which bins go below zero; refuses if none holds. */
    private static NegativeStockId allowed(
            Work work, SiteId site, Map<Place, BinRow> bins, Map<Place, BigDecimal> sinking) {
        return NegativeStock.holding(work, site).orElseThrow(() -> {
            Map.Entry<Place, BigDecimal> first = sinking.entrySet().iterator().next();
            Place place = first.getKey();
            BigDecimal before = onHand(bins.get(place));
            return negative(place.bin(), place.item(), before, first.getValue().subtract(before));
        });
    }

    /** What a bin that is below zero owes it to: the permission of now, or the one under which it went there. */
    private static @Nullable String[] permissions(
            Map<Place, BigDecimal> changed, Map<Place, BinRow> bins, @Nullable NegativeStockId allowed) {
        return changed.entrySet().stream()
                .map(change -> {
                    BinRow bin = bins.get(change.getKey());
                    NegativeStockId standing = bin == null ? null : bin.negativeStock();
                    NegativeStockId holding = standing == null ? allowed : standing;
                    return change.getValue().signum() >= 0 || holding == null ? null : holding.value();
                })
                .toArray(String[]::new);
    }

    private static void append(Work work, SiteId site, Kind kind, String document, List<Move> moves) {
        work.write(
                """
                insert into stock_move (company_id, site_id, item_id, bin_id, quantity, kind, document_id, line_no,
                                        person_id, occurred_at, recorded_at, lot_id)
                select current_company(), ?, m.item_id, m.bin_id, m.quantity, ?, ?, m.line_no, ?, m.occurred_at, ?,
                       m.lot_id
                  from unnest(?::int[], ?::text[], ?::text[], ?::numeric[], ?::timestamptz[], ?::text[])
                       with ordinality as m (line_no, item_id, bin_id, quantity, occurred_at, lot_id, n)
                 order by m.n""",
                site.value(),
                kind.name(),
                document,
                work.person().value(),
                work.now(),
                moves.stream().map(Move::lineNo).toArray(Integer[]::new),
                moves.stream().map(move -> move.item().value()).toArray(String[]::new),
                moves.stream().map(move -> move.bin().value()).toArray(String[]::new),
                moves.stream().map(Move::quantity).toArray(BigDecimal[]::new),
                moves.stream().map(Move::occurredAt).toArray(Instant[]::new),
                moves.stream()
                        .map(Move::lot)
                        .map(lot -> lot == null ? null : lot.value())
                        .toArray(String[]::new));
    }

    private static String[] items(Map<Place, BigDecimal> places) {
        return places.keySet().stream().map(place -> place.item().value()).toArray(String[]::new);
    }

    private static String[] bins(Map<Place, BigDecimal> places) {
        return places.keySet().stream().map(place -> place.bin().value()).toArray(String[]::new);
    }

    private static BigDecimal[] quantities(Map<?, BigDecimal> quantities) {
        return quantities.values().toArray(BigDecimal[]::new);
    }

    /** The moves of tracked items; each names its lot, and no other move does. */
    private static List<Move> tracked(Map<Sku, StockRow> stock, List<Move> moves) {
        for (Move move : moves) {
            StockRow row = stock.get(move.item());
            if (row != null && row.tracked() && move.lot() == null) {
                throw notByLot(row.itemId(), row.tracking());
            }
            if (row != null && !row.tracked() && move.lot() != null) {
                throw LotLedger.untracked(move.item());
            }
        }
        return moves.stream().filter(move -> move.lot() != null).toList();
    }

    private static BigDecimal onHand(@Nullable BinRow bin) {
        return bin == null ? BigDecimal.ZERO : bin.onHand();
    }

    static Refused onHold(BinId bin, Sku item, BigDecimal free, BigDecimal wanted) {
        return new Refused(
                Problem.ON_HOLD,
                "Bin %s has %s of %s that are not on hold, %s were to leave"
                        .formatted(bin, plain(free.max(BigDecimal.ZERO)), item, plain(wanted)));
    }

    static Refused negative(BinId bin, Sku item, BigDecimal onHand, BigDecimal change) {
        return new Refused(
                Problem.MORE_THAN_ON_HAND,
                "Bin %s holds %s of %s; a change of %s would make it negative"
                        .formatted(bin, plain(onHand), item, plain(change)));
    }

    static String plain(BigDecimal quantity) {
        return quantity.signum() == 0 ? "0" : quantity.stripTrailingZeros().toPlainString();
    }
}
