package io.setpoint.erp.inventory;

import static java.util.stream.Collectors.toMap;

import io.setpoint.contracts.events.Tracking;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
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

    public record BinRow(Sku itemId, BinId binId, BigDecimal onHand, BigDecimal held) {
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

    interface Sql {
        @SqlUpdate("""
                insert into stock (company_id, site_id, item_id)
                select current_company(), :site, i.item_id
                  from item i
                 where i.item_id = any(:items)
                 order by i.item_id
                on conflict do nothing
                """)
        void ensure(SiteId site, List<Sku> items);

        @SqlQuery("""
                select s.item_id, s.on_hand, s.reserved, s.held, i.tracking
                  from stock s join item i using (company_id, item_id)
                 where s.site_id = :site and s.item_id = any(:items)
                 order by s.item_id
                   for no key update of s
                """)
        @RegisterConstructorMapper(StockRow.class)
        List<StockRow> lock(SiteId site, List<Sku> items);

        @SqlQuery("""
                select item_id, bin_id, on_hand, held
                  from stock_bin
                 where site_id = :site and item_id = any(:items)
                """)
        @RegisterConstructorMapper(BinRow.class)
        List<BinRow> bins(SiteId site, List<Sku> items);

        @SqlUpdate("""
                insert into stock_move (company_id, site_id, item_id, bin_id, quantity, kind, document_id, line_no,
                                        person_id, occurred_at, recorded_at, lot_id)
                select current_company(), :site, m.item_id, m.bin_id, m.quantity, :kind, :document, m.line_no,
                       :person, m.occurred_at, :now, m.lot_id
                  from unnest(:lines, :items, :bins, :quantities, :times, :lots)
                       with ordinality as m (line_no, item_id, bin_id, quantity, occurred_at, lot_id, n)
                 order by m.n
                """)
        void append(
                SiteId site,
                String kind,
                String document,
                String person,
                Instant now,
                List<Integer> lines,
                List<Sku> items,
                List<BinId> bins,
                List<BigDecimal> quantities,
                List<Instant> times,
                List<@Nullable LotNumber> lots);

        @SqlUpdate("""
                insert into stock_bin (company_id, site_id, item_id, bin_id, on_hand)
                select current_company(), :site, b.item_id, b.bin_id, b.on_hand
                  from unnest(:items, :bins, :onHand) as b (item_id, bin_id, on_hand)
                on conflict (company_id, site_id, item_id, bin_id) do update set on_hand = excluded.on_hand
                """)
        void setBins(SiteId site, List<Sku> items, List<BinId> bins, List<BigDecimal> onHand);

        @SqlUpdate("""
                update stock s
                   set on_hand = s.on_hand + d.quantity
                  from unnest(:items, :quantities) as d (item_id, quantity)
                 where s.site_id = :site and s.item_id = d.item_id
                """)
        void addOnHand(SiteId site, List<Sku> items, List<BigDecimal> quantities);

        @SqlUpdate("""
                update stock_bin b
                   set held = b.held + d.quantity
                  from unnest(:items, :bins, :quantities) as d (item_id, bin_id, quantity)
                 where b.site_id = :site and b.bin_id = d.bin_id and b.item_id = d.item_id
                """)
        void addHeldInBins(SiteId site, List<Sku> items, List<BinId> bins, List<BigDecimal> quantities);

        @SqlUpdate("""
                update stock s
                   set held = s.held + d.quantity
                  from unnest(:items, :quantities) as d (item_id, quantity)
                 where s.site_id = :site and s.item_id = d.item_id
                """)
        void addHeld(SiteId site, List<Sku> items, List<BigDecimal> quantities);
    }

    private StockLedger() {}

    /** Locks the stock of these items at a site until the transaction ends; unknown items are left out. */
    static Map<Sku, StockRow> lock(Work work, SiteId site, Collection<Sku> items) {
        List<Sku> sorted = List.copyOf(new TreeSet<>(items));
        Sql sql = work.sql(Sql.class);
        List<StockRow> rows = sql.lock(site, sorted);
        if (rows.size() < sorted.size()) {
            sql.ensure(site, sorted);
            rows = sql.lock(site, sorted);
        }
        return rows.stream().collect(toMap(StockRow::itemId, row -> row, (a, b) -> a, TreeMap::new));
    }

    /** The bins of items; the caller holds the lock on their stock. */
    static Map<Place, BinRow> bins(Work work, SiteId site, Collection<Sku> items) {
        return work.sql(Sql.class).bins(site, List.copyOf(new TreeSet<>(items))).stream()
                .collect(toMap(row -> new Place(row.itemId(), row.binId()), row -> row, (a, b) -> a, TreeMap::new));
    }

    /** Keeps stock of bins back, or gives it free if below zero; the caller holds the lock. */
    static void keepBack(Work work, SiteId site, Map<Place, BigDecimal> quantities) {
        if (quantities.isEmpty()) {
            return;
        }
        Map<Sku, BigDecimal> byItem = new TreeMap<>();
        quantities.forEach((place, quantity) -> byItem.merge(place.item(), quantity, BigDecimal::add));
        Sql sql = work.sql(Sql.class);
        sql.addHeldInBins(
                site,
                quantities.keySet().stream().map(Place::item).toList(),
                quantities.keySet().stream().map(Place::bin).toList(),
                List.copyOf(quantities.values()));
        sql.addHeld(site, List.copyOf(byItem.keySet()), List.copyOf(byItem.values()));
    }

    static Map<Place, BigDecimal> inBin(BinId bin, Map<Sku, BigDecimal> quantities) {
        Map<Place, BigDecimal> places = new TreeMap<>();
        quantities.forEach((item, quantity) -> places.put(new Place(item, bin), quantity));
        return places;
    }

    /** Refuses what is tracked, for documents that carry no lots. */
    static void requireUntracked(Map<Sku, StockRow> stock) {
        stock.values().stream().filter(StockRow::tracked).findFirst().ifPresent(row -> {
            throw notByLot(row.itemId(), row.tracking());
        });
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
     * @throws Refused {@link Problem#MORE_THAN_ON_HAND} if a bin would hold less than nothing, {@link Problem#ON_HOLD} if
     *     goods on hold would leave, or what {@link LotLedger#post} refuses
     */
    static void post(Work work, SiteId site, Kind kind, String document, List<Move> moves) {
        Sql sql = work.sql(Sql.class);
        List<Sku> items = moves.stream().map(Move::item).distinct().sorted().toList();
        List<Move> tracked = tracked(lock(work, site, items), moves);
        Map<Place, BigDecimal> blocked = tracked.isEmpty() ? Map.of() : LotLedger.post(work, site, kind, tracked);

        Map<Place, BinRow> bins = bins(work, site, items);
        Map<Place, BigDecimal> changed = new TreeMap<>();
        Map<Sku, BigDecimal> total = new TreeMap<>();
        for (Move move : moves) {
            Place place = new Place(move.item(), move.bin());
            BigDecimal before = changed.getOrDefault(place, onHand(bins.get(place)));
            changed.put(place, before.add(move.quantity()));
            total.merge(move.item(), move.quantity(), BigDecimal::add);
        }
        changed.forEach((place, after) -> {
            if (after.signum() < 0) {
                BigDecimal before = onHand(bins.get(place));
                throw negative(place.bin(), place.item(), before, after.subtract(before));
            }
            BinRow bin = bins.get(place);
            if (kind.leaves() && bin != null && after.compareTo(bin.onHand()) < 0 && after.compareTo(bin.held()) < 0) {
                throw onHold(place.bin(), place.item(), bin.free(), bin.onHand().subtract(after));
            }
        });

        List<@Nullable LotNumber> lots = new ArrayList<>();
        moves.forEach(move -> lots.add(move.lot()));
        sql.append(
                site,
                kind.name(),
                document,
                work.person().value(),
                work.now(),
                moves.stream().map(Move::lineNo).toList(),
                moves.stream().map(Move::item).toList(),
                moves.stream().map(Move::bin).toList(),
                moves.stream().map(Move::quantity).toList(),
                moves.stream().map(Move::occurredAt).toList(),
                lots);
        sql.setBins(
                site,
                changed.keySet().stream().map(Place::item).toList(),
                changed.keySet().stream().map(Place::bin).toList(),
                List.copyOf(changed.values()));
        sql.addOnHand(site, List.copyOf(total.keySet()), List.copyOf(total.values()));
        keepBack(work, site, blocked);
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
