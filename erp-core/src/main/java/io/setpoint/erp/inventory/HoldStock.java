package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.STOCK_HELD;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.HoldReason;
import io.setpoint.contracts.events.StockHeld;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.HoldId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.LotLedger.Kept;
import io.setpoint.erp.inventory.LotLedger.Unheld;
import io.setpoint.erp.inventory.MasterData.ItemRow;
import io.setpoint.erp.inventory.StockLedger.BinRow;
import io.setpoint.erp.inventory.StockLedger.Place;
import io.setpoint.erp.inventory.StockLedger.StockRow;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Puts a quantity of an item in a bin on hold, or whatever stands in the bin now. It stays on hand and is no longer
 * promised, reserved or picked. More may be reserved than is left: then the shortage shows in what is available.
 */
final class HoldStock implements UseCase<HoldStock.Command, HoldView> {
    /**
     * What a person sends.
     *
     * @param item absent for all items in the bin
     * @param quantity absent for all of it that is not on hold yet
     * @param lot needed with a quantity of an item tracked by lot or serial; absent for all its lots that are not blocked
     */
    record Command(
            SiteId site,
            BinId bin,
            @Nullable Sku item,
            @Nullable BigDecimal quantity,
            HoldReason reason,
            @Nullable String note,
            @Nullable LotNumber lot) {}

    interface Sql {
        @SqlQuery("select item_id from stock_bin where site_id = :site and bin_id = :bin and on_hand > held")
        List<Sku> itemsIn(SiteId site, BinId bin);

        @SqlUpdate("""
                insert into stock_hold (company_id, hold_id, site_id, bin_id, reason, note, state, held_by, held_at)
                values (current_company(), :hold, :site, :bin, :reason, :note, 'HELD', :person, :now)
                """)
        void insert(
                HoldId hold,
                SiteId site,
                BinId bin,
                HoldReason reason,
                @Nullable String note,
                PersonId person,
                Instant now);

        @SqlUpdate("""
                insert into stock_hold_line (company_id, hold_id, line_no, item_id, quantity, lot_id)
                select current_company(), :hold, l.n, l.item_id, l.quantity, l.lot_id
                  from unnest(:items, :quantities, :lots) with ordinality as l (item_id, quantity, lot_id, n)
                """)
        void insertLines(HoldId hold, List<Sku> items, List<BigDecimal> quantities, List<@Nullable LotNumber> lots);
    }

    @Override
    public Control control() {
        return Control.of("hold-stock", "Puts stock of a bin on hold; it is no longer promised, reserved or picked.")
                .publishing(STOCK_HELD)
                .refusing(
                        Problem.INVALID,
                        Problem.UNKNOWN_REFERENCE,
                        Problem.MORE_THAN_ON_HAND,
                        Problem.NOTHING_TO_DO,
                        Problem.LOT_MISSING,
                        Problem.NOT_BY_LOT);
    }

    @Override
    public Permission permission() {
        return Permission.HOLD_STOCK;
    }

    @Override
    public HoldView run(Command command, Work work) {
        work.requireAt(permission(), command.site());
        Figures.requireShort("note", command.note());
        MasterData.site(work, command.site());
        if (MasterData.bins(work, command.site(), List.of(command.bin())).isEmpty()) {
            throw new Refused(
                    Problem.UNKNOWN_REFERENCE, "There is no bin %s at %s".formatted(command.bin(), command.site()));
        }
        Sql sql = work.sql(Sql.class);
        List<Sku> named = named(command, work, sql);
        Map<Sku, StockRow> stock = StockLedger.lock(work, command.site(), named);
        List<Kept> held = goods(command, stock, work);
        if (held.isEmpty()) {
            throw new Refused(
                    Problem.NOTHING_TO_DO, "Nothing stands in bin %s that is not on hold".formatted(command.bin()));
        }
        HoldId hold = new HoldId(work.number("HD"));
        sql.insert(hold, command.site(), command.bin(), command.reason(), command.note(), work.person(), work.now());
        List<@Nullable LotNumber> lots = new ArrayList<>();
        held.forEach(kept -> lots.add(kept.lot()));
        sql.insertLines(
                hold,
                held.stream().map(Kept::item).toList(),
                held.stream().map(Kept::quantity).toList(),
                lots);
        Map<Place, BigDecimal> kept = LotLedger.keepBack(work, command.site(), held);
        work.publish(
                new StockHeld(
                        hold,
                        command.site(),
                        command.bin(),
                        command.reason(),
                        command.note(),
                        work.person(),
                        work.now(),
                        event(held, kept, stock, MasterData.items(work, stock.keySet()))),
                command.site());
        return HoldQueries.get(work.handle(), hold);
    }

    private static List<Sku> named(Command command, Work work, Sql sql) {
        Sku item = command.item();
        BigDecimal quantity = command.quantity();
        if (item == null) {
            if (quantity != null || command.lot() != null) {
                throw Figures.invalid(quantity != null ? "quantity" : "lot", "A quantity and a lot belong to an item");
            }
            return sql.itemsIn(command.site(), command.bin());
        }
        if (quantity != null) {
            Figures.requirePositive("quantity", quantity);
        }
        return List.of(MasterData.item(work, item).itemId());
    }

    private static List<Kept> goods(Command command, Map<Sku, StockRow> stock, Work work) {
        List<Sku> tracked = stock.values().stream()
                .filter(StockRow::tracked)
                .map(StockRow::itemId)
                .toList();
        LotNumber named = command.lot();
        List<Kept> goods = new ArrayList<>();
        Map<Place, BinRow> bins = StockLedger.bins(work, command.site(), stock.keySet());
        for (StockRow row : stock.values()) {
            Sku item = row.itemId();
            if (!row.tracked()) {
                if (named != null) {
                    throw LotLedger.untracked(item);
                }
                BinRow bin = bins.get(new Place(item, command.bin()));
                BigDecimal free = bin == null ? BigDecimal.ZERO : bin.free().max(BigDecimal.ZERO);
                add(goods, command, item, null, free);
            } else if (named == null && command.quantity() != null) {
                throw LotLedger.missing(item, row.tracking());
            }
        }
        List<Unheld> lots = LotLedger.unheld(work, command.site(), command.bin(), tracked).stream()
                .filter(lot -> named == null ? !lot.blocked() : lot.lotId().equals(named))
                .toList();
        lots.forEach(lot -> add(goods, command, lot.itemId(), lot.lotId(), lot.quantity()));
        if (named != null && lots.isEmpty() && command.item() != null) {
            add(goods, command, command.item(), named, BigDecimal.ZERO);
        }
        return goods;
    }

    private static void add(List<Kept> goods, Command command, Sku item, @Nullable LotNumber lot, BigDecimal free) {
        BigDecimal quantity = Objects.requireNonNullElse(command.quantity(), free);
        if (quantity.compareTo(free) > 0) {
            throw new Refused(
                    Problem.MORE_THAN_ON_HAND,
                    "Bin %s has %s of %s%s that are not on hold, %s were to be held"
                            .formatted(
                                    command.bin(),
                                    StockLedger.plain(free),
                                    lot == null ? "" : "lot " + lot + " of ",
                                    item,
                                    StockLedger.plain(quantity)));
        }
        if (quantity.signum() > 0) {
            goods.add(new Kept(item, command.bin(), lot, quantity));
        }
    }

    private static List<StockHeld.Line> event(
            List<Kept> held, Map<Place, BigDecimal> kept, Map<Sku, StockRow> stock, Map<Sku, ItemRow> items) {
        List<StockHeld.Line> lines = new ArrayList<>();
        held.forEach(goods -> {
            ItemRow row = MasterData.known(items, goods.item());
            BigDecimal before = Objects.requireNonNull(stock.get(goods.item())).free();
            BigDecimal change = kept.getOrDefault(new Place(goods.item(), goods.bin()), BigDecimal.ZERO);
            lines.add(new StockHeld.Line(
                    lines.size() + 1,
                    goods.item(),
                    row.quantity(goods.quantity()),
                    row.quantity(before.subtract(change)),
                    goods.lot()));
        });
        return lines;
    }
}
