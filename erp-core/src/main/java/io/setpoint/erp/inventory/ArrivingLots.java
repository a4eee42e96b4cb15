package io.setpoint.erp.inventory;

import io.setpoint.contracts.events.Tracking;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.LotLedger.LastMove;
import io.setpoint.erp.inventory.LotLedger.Lot;
import io.setpoint.erp.inventory.LotLedger.LotRow;
import io.setpoint.erp.inventory.LotLedger.Standing;
import io.setpoint.erp.inventory.MasterData.ItemRow;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lots and serials of goods from a supplier: what a line has to name of them, and how they become known. */
final class ArrivingLots {
    /** A quantity of one lot, or one serial; without either for an item that is not tracked. */
    record Part(@Nullable LotNumber lot, @Nullable LocalDate expiry, BigDecimal quantity) {}

    private ArrivingLots() {}

    /**
     * What a line is made of.
     *
     * @param today the day of the receipt at its site
     */
    static List<Part> parts(
            ItemRow item,
            BigDecimal quantity,
            @Nullable LotNumber lot,
            @Nullable LocalDate expiry,
            List<LotNumber> serials,
            LocalDate today) {
        if (item.tracking() == Tracking.NONE) {
            if (lot != null || expiry != null || !serials.isEmpty()) {
                throw LotLedger.untracked(item.itemId());
            }
            return List.of(new Part(null, null, quantity));
        }
        if (item.tracking() == Tracking.LOT ? lot == null || !serials.isEmpty() : lot != null || serials.isEmpty()) {
            throw LotLedger.missing(item.itemId(), item.tracking());
        }
        requireExpiry(item, expiry, today);
        if (item.tracking() == Tracking.LOT) {
            return List.of(new Part(lot, expiry, quantity));
        }
        if (quantity.compareTo(BigDecimal.valueOf(serials.size())) != 0
                || new HashSet<>(serials).size() < serials.size()) {
            throw new Refused(
                    Problem.SERIALS_MISMATCH,
                    "%s of %s name %d different serials"
                            .formatted(
                                    StockLedger.plain(quantity),
                                    item.itemId(),
                                    serials.stream().distinct().count()));
        }
        return serials.stream()
                .map(serial -> new Part(serial, expiry, BigDecimal.ONE))
                .toList();
    }

    private static void requireExpiry(ItemRow item, @Nullable LocalDate expiry, LocalDate today) {
        if (item.expires() != (expiry != null)) {
            throw new Refused(
                    Problem.EXPIRY_MISMATCH,
                    item.expires()
                            ? "%s expires; name the expiry date".formatted(item.itemId())
                            : "%s has no expiry date; name none".formatted(item.itemId()));
        }
        if (expiry != null && expiry.isBefore(today)) {
            throw new Refused(
                    Problem.LOT_EXPIRED, "%s of this delivery expired on %s".formatted(item.itemId(), expiry));
        }
    }

    /** Makes lots known, under the lock on their stock; refuses another expiry date and a serial that is here or left. */
    static void register(Work work, SiteId site, Map<Sku, ItemRow> items, Map<Sku, List<Part>> arriving) {
        if (arriving.isEmpty()) {
            return;
        }
        StockLedger.lock(work, site, arriving.keySet());
        Map<Lot, @Nullable LocalDate> lots = new TreeMap<>();
        arriving.forEach((item, parts) -> parts.forEach(part -> {
            Lot lot = new Lot(item, Objects.requireNonNull(part.lot()));
            LocalDate expiry = part.expiry();
            if (lots.containsKey(lot)) {
                if (MasterData.known(items, item).tracking() == Tracking.SERIAL) {
                    throw new Refused(
                            Problem.DUPLICATE_SERIAL, "Serial %s of %s is named twice".formatted(lot.lot(), item));
                }
                requireSame(lot, lots.get(lot), expiry);
            }
            lots.put(lot, expiry);
        }));
        List<Lot> keys = List.copyOf(lots.keySet());
        List<@Nullable String> expiries = new ArrayList<>();
        lots.values().forEach(expiry -> expiries.add(expiry == null ? null : expiry.toString()));
        LotLedger.Sql sql = work.sql(LotLedger.Sql.class);
        sql.register(
                work.now(),
                keys.stream().map(Lot::item).toList(),
                keys.stream().map(Lot::lot).toList(),
                keys.stream()
                        .map(lot -> MasterData.known(items, lot.item()).tracking() == Tracking.SERIAL)
                        .toList(),
                expiries);
        Map<Lot, LotRow> rows = LotLedger.lock(work, keys);
        rows.forEach((lot, row) -> requireSame(lot, row.expiry(), lots.get(lot)));
        requireSerialsNew(work, rows.values().stream().filter(LotRow::serial).toList());
    }

    private static void requireSame(Lot lot, @Nullable LocalDate known, @Nullable LocalDate named) {
        if (!Objects.equals(known, named)) {
            throw new Refused(
                    Problem.EXPIRY_MISMATCH,
                    "Lot %s of %s is known to expire on %s, not on %s".formatted(lot.lot(), lot.item(), known, named));
        }
    }

    /** A serial that was adjusted away may come again; one in stock, in transit or with a customer may not. */
    private static void requireSerialsNew(Work work, List<LotRow> serials) {
        if (serials.isEmpty()) {
            return;
        }
        List<Lot> keys = serials.stream().map(LotRow::key).toList();
        for (Standing row : LotLedger.standing(work, keys)) {
            throw new Refused(
                    Problem.DUPLICATE_SERIAL,
                    "Serial %s of %s stands in bin %s at %s"
                            .formatted(row.lotId(), row.itemId(), row.binId(), row.siteId()));
        }
        List<LastMove> last = work.sql(LotLedger.Sql.class)
                .lastMoves(
                        keys.stream().map(Lot::item).toList(),
                        keys.stream().map(Lot::lot).toList());
        Set<String> gone = Set.of(StockLedger.Kind.SHIPMENT.name(), StockLedger.Kind.TRANSFER_OUT.name());
        last.stream()
                .filter(move -> gone.contains(move.kind()))
                .min(Comparator.comparing(LastMove::lotId))
                .ifPresent(move -> {
                    throw move.kind().equals(StockLedger.Kind.SHIPMENT.name())
                            ? new Refused(
                                    Problem.SERIAL_SHIPPED,
                                    "Serial %s of %s left with %s"
                                            .formatted(move.lotId(), move.itemId(), move.documentId()))
                            : new Refused(
                                    Problem.DUPLICATE_SERIAL,
                                    "Serial %s of %s is in transit with %s"
                                            .formatted(move.lotId(), move.itemId(), move.documentId()));
                });
    }
}
