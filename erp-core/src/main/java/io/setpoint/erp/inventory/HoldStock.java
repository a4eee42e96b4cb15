package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.STOCK_HELD;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.HoldReason;
import io.setpoint.contracts.events.StockHeld;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.HoldId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
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
import java.util.TreeMap;
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
     */
    record Command(
            SiteId site,
            BinId bin,
            @Nullable Sku item,
            @Nullable BigDecimal quantity,
            HoldReason reason,
            @Nullable String note) {}

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
                insert into stock_hold_line (company_id, hold_id, line_no, item_id, quantity)
                select current_company(), :hold, l.n, l.item_id, l.quantity
                  from unnest(:items, :quantities) with ordinality as l (item_id, quantity, n)
                """)
        void insertLines(HoldId hold, List<Sku> items, List<BigDecimal> quantities);
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
        StockLedger.requireUntracked(stock);
        Map<Sku, BigDecimal> held = quantities(command, named, StockLedger.bins(work, command.site(), named));
        if (held.isEmpty()) {
            throw new Refused(
                    Problem.NOTHING_TO_DO, "Nothing stands in bin %s that is not on hold".formatted(command.bin()));
        }
        HoldId hold = new HoldId(work.number("HD"));
        sql.insert(hold, command.site(), command.bin(), command.reason(), command.note(), work.person(), work.now());
        sql.insertLines(hold, List.copyOf(held.keySet()), List.copyOf(held.values()));
        StockLedger.keepBack(work, command.site(), StockLedger.inBin(command.bin(), held));
        work.publish(
                new StockHeld(
                        hold,
                        command.site(),
                        command.bin(),
                        command.reason(),
                        command.note(),
                        work.person(),
                        work.now(),
                        event(held, stock, MasterData.items(work, held.keySet()))),
                command.site());
        return HoldQueries.get(work.handle(), hold);
    }

    private static List<Sku> named(Command command, Work work, Sql sql) {
        Sku item = command.item();
        BigDecimal quantity = command.quantity();
        if (item == null) {
            if (quantity != null) {
                throw Figures.invalid("quantity", "A quantity belongs to an item");
            }
            return sql.itemsIn(command.site(), command.bin());
        }
        if (quantity != null) {
            Figures.requirePositive("quantity", quantity);
        }
        return List.of(MasterData.item(work, item).itemId());
    }

    private static Map<Sku, BigDecimal> quantities(Command command, List<Sku> named, Map<Place, BinRow> bins) {
        Map<Sku, BigDecimal> held = new TreeMap<>();
        for (Sku item : named) {
            BinRow bin = bins.get(new Place(item, command.bin()));
            BigDecimal free = bin == null ? BigDecimal.ZERO : bin.free().max(BigDecimal.ZERO);
            BigDecimal quantity = Objects.requireNonNullElse(command.quantity(), free);
            if (quantity.compareTo(free) > 0) {
                throw new Refused(
                        Problem.MORE_THAN_ON_HAND,
                        "Bin %s has %s of %s that are not on hold, %s were to be held"
                                .formatted(command.bin(), StockLedger.plain(free), item, StockLedger.plain(quantity)));
            }
            if (quantity.signum() > 0) {
                held.put(item, quantity);
            }
        }
        return held;
    }

    private static List<StockHeld.Line> event(
            Map<Sku, BigDecimal> held, Map<Sku, StockRow> stock, Map<Sku, ItemRow> items) {
        List<StockHeld.Line> lines = new ArrayList<>();
        held.forEach((item, quantity) -> {
            ItemRow row = MasterData.known(items, item);
            BigDecimal before = Objects.requireNonNull(stock.get(item)).free();
            lines.add(new StockHeld.Line(
                    lines.size() + 1, item, row.quantity(quantity), row.quantity(before.subtract(quantity))));
        });
        return lines;
    }
}
