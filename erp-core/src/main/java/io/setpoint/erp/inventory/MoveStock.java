package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.NEGATIVE_STOCK_CLEARED;
import static io.setpoint.contracts.events.EventType.STOCK_MOVED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.StockMoved;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.MoveId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.MasterData.ItemRow;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Moves stock from bin to bin within a site. What orders reserved stays reserved, and what is on hold stays in its bin. */
final class MoveStock implements UseCase<MoveStock.Command, MoveStock.MoveView> {
    /**
     * What a person moves.
     *
     * @param occurredAt when the goods were moved; now if absent
     */
    record Command(
            SiteId site, @Nullable String note, @Nullable Instant occurredAt, List<Line> lines) {
        Command {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A quantity, in base units, that changes its bin.
     *
     * @param lot its lot or serial, if the item is tracked
     */
    record Line(Sku item, @Nullable LotNumber lot, BinId fromBin, BinId toBin, BigDecimal quantity) {}

    /** A move that was posted. */
    public record MoveView(MoveId move, SiteId site, Instant occurredAt, int lines) {}

    interface Sql {
        @SqlUpdate("""
                insert into bin_move (company_id, move_id, site_id, note, moved_by, occurred_at, recorded_at)
                values (current_company(), :move, :site, :note, :person, :at, :now)
                """)
        void insert(MoveId move, SiteId site, @Nullable String note, PersonId person, Instant at, Instant now);
    }

    @Override
    public Control control() {
        return Control.of("move-stock", "Moves stock from bin to bin within a site.")
                .publishing(STOCK_MOVED, NEGATIVE_STOCK_CLEARED)
                .refusing(
                        Problem.INVALID,
                        Problem.UNKNOWN_REFERENCE,
                        Problem.MORE_THAN_ON_HAND,
                        Problem.ON_HOLD,
                        Problem.BIN_FULL,
                        Problem.LOT_MISSING,
                        Problem.NOT_BY_LOT,
                        Problem.LOT_BLOCKED,
                        Problem.IN_THE_FUTURE);
    }

    @Override
    public Permission permission() {
        return Permission.MOVE_STOCK;
    }

    @Override
    public MoveView run(Command command, Work work) {
        work.requireAt(permission(), command.site());
        Figures.requireLines(command.lines());
        Figures.requireShort("note", command.note());
        Instant occurredAt = work.occurredAt(command.occurredAt());
        MasterData.site(work, command.site());
        Map<Sku, ItemRow> items = items(command, work);

        MoveId move = new MoveId(work.number("MV"));
        List<BinMoves.Line> lines = new ArrayList<>();
        List<StockMoved.Line> published = new ArrayList<>();
        for (Line line : command.lines()) {
            int lineNo = lines.size() + 1;
            lines.add(
                    new BinMoves.Line(lineNo, line.item(), line.lot(), line.fromBin(), line.toBin(), line.quantity()));
            published.add(new StockMoved.Line(
                    lineNo,
                    line.item(),
                    line.lot(),
                    line.fromBin(),
                    line.toBin(),
                    MasterData.known(items, line.item()).quantity(line.quantity())));
        }
        work.sql(Sql.class).insert(move, command.site(), command.note(), work.person(), occurredAt, work.now());
        BinMoves.post(work, command.site(), move.value(), lines, Map.of(), occurredAt);
        work.publish(
                new StockMoved(move, command.site(), work.person(), command.note(), occurredAt, published),
                command.site());
        return new MoveView(move, command.site(), occurredAt, lines.size());
    }

    private static Map<Sku, ItemRow> items(Command command, Work work) {
        List<Sku> skus = command.lines().stream().map(Line::item).toList();
        List<@Nullable LotNumber> lots = new ArrayList<>();
        for (int i = 0; i < command.lines().size(); i++) {
            Line line = command.lines().get(i);
            Figures.requirePositive("lines[%d].quantity".formatted(i), line.quantity());
            if (line.fromBin().equals(line.toBin())) {
                throw Figures.invalid(
                        "lines[%d].toBin".formatted(i), "The goods stand in %s already".formatted(line.toBin()));
            }
            lots.add(line.lot());
        }
        Map<Sku, ItemRow> items = MasterData.itemsInBins(
                work,
                command.site(),
                skus,
                command.lines().stream().map(Line::fromBin).toList());
        LotLedger.requireNamed(work, items, skus, lots);
        return items;
    }
}
