package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.HOLD_RELEASED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.HoldReleased;
import io.setpoint.contracts.values.HoldId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.LotLedger.Kept;
import io.setpoint.erp.inventory.MasterData.ItemRow;
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
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Releases stock on hold, in full or in part; it can be promised again from this commit on. */
final class ReleaseHold implements UseCase<ReleaseHold.Command, HoldView> {
    /**
     * What a person sends.
     *
     * @param why what the inspection found
     * @param lines absent for all that is still on hold
     */
    record Command(HoldId hold, String why, @Nullable List<Line> lines) {
        Command {
            lines = lines == null ? null : List.copyOf(lines);
        }
    }

    /** What is released of one line. */
    public record Line(int lineNo, BigDecimal quantity) {}

    interface Sql {
        @SqlQuery("select hold_id from stock_hold where hold_id = :hold for no key update")
        Optional<HoldId> lock(HoldId hold);

        @SqlUpdate("""
                update stock_hold_line l
                   set released = l.released + d.quantity
                  from unnest(:lines, :quantities) as d (line_no, quantity)
                 where l.hold_id = :hold and l.line_no = d.line_no
                """)
        void release(HoldId hold, List<Integer> lines, List<BigDecimal> quantities);

        @SqlUpdate("""
                update stock_hold
                   set state = :state, released_by = :person, released_at = :now, release_note = :why,
                       version = version + 1
                 where hold_id = :hold
                """)
        void released(HoldId hold, HoldState state, PersonId person, Instant now, String why);
    }

    @Override
    public Control control() {
        return Control.of("release-hold", "Releases stock on hold, in full or in part.")
                .asSensitive()
                .publishing(HOLD_RELEASED)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.STALE_VERSION,
                        Problem.WRONG_STATE,
                        Problem.REASON_MISSING,
                        Problem.INVALID,
                        Problem.UNKNOWN_REFERENCE,
                        Problem.MORE_THAN_OPEN);
    }

    @Override
    public Permission permission() {
        return Permission.RELEASE_HOLD;
    }

    @Override
    public HoldView run(Command command, Work work) {
        Sql sql = work.sql(Sql.class);
        HoldView hold = sql.lock(command.hold())
                .map(id -> HoldQueries.get(work.handle(), id))
                .orElseThrow(() -> HoldQueries.unknown(command.hold()));
        work.requireAt(permission(), hold.site());
        work.requireVersion(hold.version());
        if (hold.state() != HoldState.HELD) {
            throw new Refused(Problem.WRONG_STATE, "%s was released".formatted(hold.hold()));
        }
        Figures.requireSaid("why", command.why());
        Map<Integer, BigDecimal> released = released(command, hold);
        List<Kept> back = new ArrayList<>();
        boolean closed = true;
        for (HoldView.Line line : hold.lines()) {
            BigDecimal quantity = released.getOrDefault(line.lineNo(), BigDecimal.ZERO);
            closed &= quantity.compareTo(line.open()) == 0;
            if (quantity.signum() > 0) {
                back.add(new Kept(line.item(), hold.bin(), line.lot(), quantity.negate()));
            }
        }
        Map<Sku, StockRow> stock = StockLedger.lock(
                work, hold.site(), back.stream().map(Kept::item).toList());
        Map<Place, BigDecimal> kept = LotLedger.keepBack(work, hold.site(), back);
        sql.release(hold.hold(), List.copyOf(released.keySet()), List.copyOf(released.values()));
        sql.released(
                hold.hold(), closed ? HoldState.RELEASED : HoldState.HELD, work.person(), work.now(), command.why());
        work.publish(
                new HoldReleased(
                        hold.hold(),
                        hold.site(),
                        hold.bin(),
                        work.person(),
                        command.why(),
                        closed,
                        work.now(),
                        event(hold, released, kept, stock, MasterData.items(work, stock.keySet()))),
                hold.site());
        return HoldQueries.get(work.handle(), hold.hold());
    }

    private static Map<Integer, BigDecimal> released(Command command, HoldView hold) {
        Map<Integer, BigDecimal> open = new TreeMap<>();
        hold.lines().forEach(line -> open.put(line.lineNo(), line.open()));
        List<Line> wanted = command.lines();
        if (wanted == null) {
            return open;
        }
        Figures.requireLines(wanted);
        Map<Integer, BigDecimal> released = new TreeMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            Line line = wanted.get(i);
            String field = "lines[%d].".formatted(i);
            Figures.requirePositive(field + "quantity", line.quantity());
            BigDecimal left = open.get(line.lineNo());
            if (left == null) {
                throw new Refused(Problem.UNKNOWN_REFERENCE, "%s has no line %d".formatted(hold.hold(), line.lineNo()));
            }
            if (released.put(line.lineNo(), line.quantity()) != null) {
                throw Figures.invalid(field + "lineNo", "Line %d is named twice".formatted(line.lineNo()));
            }
            if (line.quantity().compareTo(left) > 0) {
                throw new Refused(
                        Problem.MORE_THAN_OPEN,
                        "%s of line %d are on hold".formatted(StockLedger.plain(left), line.lineNo()));
            }
        }
        return released;
    }

    private static List<HoldReleased.Line> event(
            HoldView hold,
            Map<Integer, BigDecimal> released,
            Map<Place, BigDecimal> kept,
            Map<Sku, StockRow> stock,
            Map<Sku, ItemRow> items) {
        List<HoldReleased.Line> lines = new ArrayList<>();
        for (HoldView.Line line : hold.lines()) {
            BigDecimal quantity = released.getOrDefault(line.lineNo(), BigDecimal.ZERO);
            if (quantity.signum() > 0) {
                ItemRow item = MasterData.known(items, line.item());
                BigDecimal before =
                        Objects.requireNonNull(stock.get(line.item())).free();
                BigDecimal change = kept.getOrDefault(new Place(line.item(), hold.bin()), BigDecimal.ZERO);
                lines.add(new HoldReleased.Line(
                        line.lineNo(),
                        line.item(),
                        item.quantity(quantity),
                        item.quantity(before.subtract(change)),
                        line.lot()));
            }
        }
        return lines;
    }
}
