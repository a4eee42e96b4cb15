package io.setpoint.erp.inventory;

import static java.util.stream.Collectors.toMap;

import io.setpoint.contracts.events.Tracking;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.MasterData.ItemRow;
import io.setpoint.erp.inventory.StockLedger.Kind;
import io.setpoint.erp.inventory.StockLedger.Move;
import io.setpoint.erp.inventory.StockLedger.Place;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * The only writer of {@code stock_lot}. The lock of the item's {@code stock} row covers its lots at the site; the row of
 * {@code lot} is locked behind it, because a serial stands once in the whole company and a block holds at all sites.
 */
final class LotLedger {
    /** A lot of an item. */
    record Lot(Sku item, LotNumber lot) implements Comparable<Lot> {
        @Override
        public int compareTo(Lot other) {
            int byItem = item.compareTo(other.item);
            return byItem != 0 ? byItem : lot.compareTo(other.lot);
        }
    }

    record LotRow(
            Sku itemId,
            LotNumber lotId,
            boolean serial,
            @Nullable LocalDate expiry,
            boolean blocked) {
        Lot key() {
            return new Lot(itemId, lotId);
        }
    }

    /** What stands of a lot in a bin. */
    record Standing(SiteId siteId, BinId binId, Sku itemId, LotNumber lotId, BigDecimal onHand, BigDecimal held) {
        Lot key() {
            return new Lot(itemId, lotId);
        }
    }

    /** What stands of a lot in a bin and is not on hold, blocked or not. */
    record Unheld(Sku itemId, LotNumber lotId, BigDecimal quantity, boolean blocked) {}

    /** Goods that are kept back, or given free if below zero; with their lot if and only if the item is tracked. */
    record Kept(Sku item, BinId bin, @Nullable LotNumber lot, BigDecimal quantity) {}

    /** The last move of a serial that is not in stock. */
    record LastMove(Sku itemId, LotNumber lotId, String kind, String documentId) {}

    private record LotPlace(Lot lot, BinId bin) implements Comparable<LotPlace> {
        @Override
        public int compareTo(LotPlace other) {
            int byLot = lot.compareTo(other.lot);
            return byLot != 0 ? byLot : bin.compareTo(other.bin);
        }
    }

    interface Sql {
        @SqlUpdate("""
                insert into lot (company_id, item_id, lot_id, serial, expiry, created_at)
                select current_company(), l.item_id, l.lot_id, l.serial, l.expiry::date, :now
                  from unnest(:items, :lots, :serials, :expiries) as l (item_id, lot_id, serial, expiry)
                 order by l.item_id, l.lot_id
                on conflict (company_id, item_id, lot_id) do nothing
                """)
        void register(
                Instant now,
                List<Sku> items,
                List<LotNumber> lots,
                List<Boolean> serials,
                List<@Nullable String> expiries);

        @SqlQuery("""
                select l.item_id as item, l.lot_id as lot
                  from lot l join unnest(:items, :lots) as k (item_id, lot_id) using (item_id, lot_id)
                """)
        List<Lot> known(List<Sku> items, List<LotNumber> lots);

        @SqlQuery("""
                select l.item_id, l.lot_id, l.serial, l.expiry, l.state = 'BLOCKED' as blocked
                  from lot l join unnest(:items, :lots) as k (item_id, lot_id) using (item_id, lot_id)
                 order by l.item_id, l.lot_id
                   for no key update of l
                """)
        List<LotRow> lock(List<Sku> items, List<LotNumber> lots);

        @SqlQuery("""
                select s.site_id, s.bin_id, s.item_id, s.lot_id, s.on_hand, s.held
                  from stock_lot s join unnest(:items, :lots) as k (item_id, lot_id) using (item_id, lot_id)
                 where s.on_hand > 0
                """)
        List<Standing> standing(List<Sku> items, List<LotNumber> lots);

        @SqlQuery("""
                select s.item_id, s.lot_id, s.on_hand - s.held as quantity, l.state = 'BLOCKED' as blocked
                  from stock_lot s join lot l using (company_id, item_id, lot_id)
                 where s.site_id = :site and s.bin_id = :bin and s.item_id = any(:items) and s.on_hand > s.held
                 order by s.item_id, s.lot_id
                """)
        List<Unheld> unheld(SiteId site, BinId bin, List<Sku> items);

        @SqlUpdate("""
                update stock_lot s
                   set held = s.held + d.quantity
                  from unnest(:items, :bins, :lots, :quantities) as d (item_id, bin_id, lot_id, quantity)
                 where s.site_id = :site and s.bin_id = d.bin_id and s.item_id = d.item_id and s.lot_id = d.lot_id
                """)
        void addHeld(SiteId site, List<Sku> items, List<BinId> bins, List<LotNumber> lots, List<BigDecimal> quantities);

        @SqlQuery("""
                select distinct on (m.item_id, m.lot_id) m.item_id, m.lot_id, m.kind, m.document_id
                  from stock_move m join unnest(:items, :lots) as k (item_id, lot_id) using (item_id, lot_id)
                 order by m.item_id, m.lot_id, m.move_id desc
                """)
        List<LastMove> lastMoves(List<Sku> items, List<LotNumber> lots);

        @SqlUpdate("""
                insert into stock_lot (company_id, site_id, item_id, bin_id, lot_id, serial, on_hand)
                select current_company(), :site, b.item_id, b.bin_id, b.lot_id, b.serial, b.on_hand
                  from unnest(:items, :bins, :lots, :serials, :onHand) as b (item_id, bin_id, lot_id, serial, on_hand)
                 order by b.on_hand
                on conflict (company_id, site_id, item_id, bin_id, lot_id) do update set on_hand = excluded.on_hand
                """)
        void set(
                SiteId site,
                List<Sku> items,
                List<BinId> bins,
                List<LotNumber> lots,
                List<Boolean> serials,
                List<BigDecimal> onHand);
    }

    private LotLedger() {}

    /** Locks these lots until the transaction ends; the caller holds the lock on their stock. Refuses unknown ones. */
    static Map<Lot, LotRow> lock(Work work, Collection<Lot> lots) {
        List<Lot> sorted = List.copyOf(new TreeSet<>(lots));
        Map<Lot, LotRow> rows = work
                .sql(Sql.class)
                .lock(
                        sorted.stream().map(Lot::item).toList(),
                        sorted.stream().map(Lot::lot).toList())
                .stream()
                .collect(toMap(LotRow::key, row -> row, (a, b) -> a, TreeMap::new));
        for (Lot lot : sorted) {
            if (!rows.containsKey(lot)) {
                throw unknown(lot);
            }
        }
        return rows;
    }

    /**
     * Brings the stock of lots up to date; the caller holds the lock on their stock.
     *
     * @return by how much this changes what blocked lots keep back
     * @throws Refused {@link Problem#UNKNOWN_REFERENCE} for an unknown lot, {@link Problem#LOT_BLOCKED} if one that is
     *     blocked would leave, {@link Problem#MORE_THAN_ON_HAND}, {@link Problem#DUPLICATE_SERIAL}
     */
    static Map<Place, BigDecimal> post(Work work, SiteId site, Kind kind, List<Move> moves) {
        Map<Lot, LotRow> lots = lock(
                work,
                moves.stream().map(move -> new Lot(move.item(), lot(move))).toList());
        List<Standing> standing = standing(work, lots.keySet());
        Map<LotPlace, BigDecimal> before = standing.stream()
                .filter(row -> row.siteId().equals(site))
                .collect(toMap(row -> new LotPlace(row.key(), row.binId()), Standing::onHand));
        Map<LotPlace, BigDecimal> after = new TreeMap<>();
        Map<Place, BigDecimal> blocked = new TreeMap<>();
        for (Move move : moves) {
            LotRow lot = Objects.requireNonNull(lots.get(new Lot(move.item(), lot(move))));
            LotPlace place = new LotPlace(lot.key(), move.bin());
            BigDecimal had = after.getOrDefault(place, before.getOrDefault(place, BigDecimal.ZERO));
            after.put(place, had.add(move.quantity()));
            if (lot.blocked() && kind.leaves()) {
                throw blocked(lot);
            }
            if (lot.blocked()) {
                blocked.merge(new Place(move.item(), move.bin()), move.quantity(), BigDecimal::add);
            }
        }
        Map<LotPlace, BigDecimal> held = standing.stream()
                .filter(row -> row.siteId().equals(site))
                .collect(toMap(row -> new LotPlace(row.key(), row.binId()), Standing::held));
        after.forEach((place, quantity) -> {
            if (kind.leaves()
                    && quantity.signum() >= 0
                    && quantity.compareTo(held.getOrDefault(place, BigDecimal.ZERO)) < 0) {
                throw new Refused(
                        Problem.ON_HOLD,
                        "Of lot %s of %s in bin %s %s are on hold"
                                .formatted(
                                        place.lot().lot(),
                                        place.lot().item(),
                                        place.bin(),
                                        StockLedger.plain(held.getOrDefault(place, BigDecimal.ZERO))));
            }
            if (quantity.signum() < 0) {
                throw new Refused(
                        Problem.MORE_THAN_ON_HAND,
                        "Bin %s holds %s of lot %s of %s"
                                .formatted(
                                        place.bin(),
                                        StockLedger.plain(before.getOrDefault(place, BigDecimal.ZERO)),
                                        place.lot().lot(),
                                        place.lot().item()));
            }
        });
        requireOnePlace(site, lots, standing, after);
        List<LotPlace> places = List.copyOf(after.keySet());
        work.sql(Sql.class)
                .set(
                        site,
                        places.stream().map(place -> place.lot().item()).toList(),
                        places.stream().map(LotPlace::bin).toList(),
                        places.stream().map(place -> place.lot().lot()).toList(),
                        places.stream()
                                .map(place -> Objects.requireNonNull(lots.get(place.lot()))
                                        .serial())
                                .toList(),
                        List.copyOf(after.values()));
        return blocked;
    }

    /**
     * Keeps goods back, or gives them free if below zero; the caller holds the lock on their stock. What is blocked is
     * kept back already, so holding it changes only its lot.
     *
     * @return by how much this changes what is kept back of each place
     */
    static Map<Place, BigDecimal> keepBack(Work work, SiteId site, List<Kept> goods) {
        List<Kept> byLot = goods.stream().filter(kept -> kept.lot() != null).toList();
        Map<Lot, LotRow> lots = byLot.isEmpty()
                ? Map.of()
                : lock(work, byLot.stream().map(LotLedger::lot).toList());
        if (!byLot.isEmpty()) {
            work.sql(Sql.class)
                    .addHeld(
                            site,
                            byLot.stream().map(Kept::item).toList(),
                            byLot.stream().map(Kept::bin).toList(),
                            byLot.stream().map(kept -> lot(kept).lot()).toList(),
                            byLot.stream().map(Kept::quantity).toList());
        }
        Map<Place, BigDecimal> changed = new TreeMap<>();
        for (Kept kept : goods) {
            if (kept.lot() == null
                    || !Objects.requireNonNull(lots.get(lot(kept))).blocked()) {
                changed.merge(new Place(kept.item(), kept.bin()), kept.quantity(), BigDecimal::add);
            }
        }
        StockLedger.keepBack(work, site, changed);
        return changed;
    }

    /** What stands in a bin of tracked items and is not on hold; the caller holds the lock on their stock. */
    static List<Unheld> unheld(Work work, SiteId site, BinId bin, Collection<Sku> items) {
        return items.isEmpty() ? List.of() : work.sql(Sql.class).unheld(site, bin, List.copyOf(items));
    }

    /** Where these lots stand now, at all sites. */
    static List<Standing> standing(Work work, Collection<Lot> lots) {
        return work.sql(Sql.class)
                .standing(
                        lots.stream().map(Lot::item).toList(),
                        lots.stream().map(Lot::lot).toList());
    }

    /** A serial is one piece, and that stands in one place. */
    private static void requireOnePlace(
            SiteId site, Map<Lot, LotRow> lots, List<Standing> standing, Map<LotPlace, BigDecimal> after) {
        for (LotRow lot : lots.values()) {
            if (!lot.serial()) {
                continue;
            }
            BigDecimal elsewhere = standing.stream()
                    .filter(row -> row.key().equals(lot.key())
                            && !(row.siteId().equals(site) && after.containsKey(new LotPlace(lot.key(), row.binId()))))
                    .map(Standing::onHand)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal here = after.entrySet().stream()
                    .filter(entry -> entry.getKey().lot().equals(lot.key()))
                    .map(Map.Entry::getValue)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal pieces = elsewhere.add(here);
            if (pieces.signum() != 0 && pieces.compareTo(BigDecimal.ONE) != 0) {
                throw new Refused(
                        Problem.DUPLICATE_SERIAL,
                        standing.stream()
                                .filter(row -> row.key().equals(lot.key()))
                                .findFirst()
                                .map(row -> "Serial %s of %s stands in bin %s at %s"
                                        .formatted(lot.lotId(), lot.itemId(), row.binId(), row.siteId()))
                                .orElse("Serial %s of %s is one piece".formatted(lot.lotId(), lot.itemId())));
            }
        }
    }

    /** For documents that name a lot in each line of a tracked item, and in no other. */
    static void requireNamed(Work work, Map<Sku, ItemRow> items, List<Sku> skus, List<@Nullable LotNumber> lots) {
        Set<Lot> named = new TreeSet<>();
        for (int i = 0; i < skus.size(); i++) {
            ItemRow item = MasterData.known(items, skus.get(i));
            LotNumber lot = lots.get(i);
            if (item.tracking() == Tracking.NONE && lot != null) {
                throw untracked(item.itemId());
            }
            if (item.tracking() != Tracking.NONE && lot == null) {
                throw missing(item.itemId(), item.tracking());
            }
            if (lot != null) {
                named.add(new Lot(item.itemId(), lot));
            }
        }
        if (named.isEmpty()) {
            return;
        }
        List<Lot> known = work.sql(Sql.class)
                .known(
                        named.stream().map(Lot::item).toList(),
                        named.stream().map(Lot::lot).toList());
        named.stream().filter(lot -> !known.contains(lot)).findFirst().ifPresent(lot -> {
            throw unknown(lot);
        });
    }

    static Refused unknown(Lot lot) {
        return new Refused(Problem.UNKNOWN_REFERENCE, "%s has no lot %s".formatted(lot.item(), lot.lot()));
    }

    static Refused blocked(LotRow lot) {
        return new Refused(Problem.LOT_BLOCKED, "Lot %s of %s is blocked".formatted(lot.lotId(), lot.itemId()));
    }

    static Refused untracked(Sku item) {
        return new Refused(Problem.NOT_BY_LOT, "%s is not tracked by lot or serial; name none".formatted(item));
    }

    static Refused missing(Sku item, Tracking tracking) {
        return new Refused(
                Problem.LOT_MISSING,
                tracking == Tracking.SERIAL
                        ? "%s is tracked by serial; name the serial of each piece".formatted(item)
                        : "%s is tracked by lot; name the lot".formatted(item));
    }

    private static Lot lot(Kept kept) {
        return new Lot(kept.item(), Objects.requireNonNull(kept.lot()));
    }

    private static LotNumber lot(Move move) {
        return Objects.requireNonNull(move.lot());
    }
}
