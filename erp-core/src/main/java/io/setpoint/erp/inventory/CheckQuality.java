package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.PUT_AWAY_DIRECTED;
import static io.setpoint.contracts.events.EventType.QUALITY_CHECKED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.HoldReason;
import io.setpoint.contracts.events.QualityChecked;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.MasterData.ItemRow;
import io.setpoint.erp.inventory.PutAwayBook.Task;
import io.setpoint.erp.inventory.PutAwayPlan.Goods;
import io.setpoint.erp.inventory.StockLedger.Place;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Received goods pass their check or are put on hold. What passes is no longer kept back and gets its bin; what does not
 * is a hold like any other, under every control of one.
 */
final class CheckQuality implements UseCase<CheckQuality.Command, ReceiptDetails> {
    /** What was checked. */
    record Command(ReceiptId receipt, List<Line> lines) {
        Command {
            lines = List.copyOf(lines);
        }
    }

    /**
     * The result for goods of one task.
     *
     * @param passed in base units; the rest goes on hold
     * @param note what was found; needed where not all passed
     */
    record Line(int task, BigDecimal passed, @Nullable String note) {}

    private record Checked(
            Task task,
            BigDecimal passed,
            BigDecimal held,
            @Nullable String note) {}

    /** Goods that did not pass, as they are put on hold. */
    private record Kept(Place place, @Nullable LotNumber lot) {}

    interface Sql {
        @SqlUpdate("""
                update put_away p
                   set state = 'HELD', quantity = d.held, checked_by = :person, checked_at = :at
                  from unnest(:tasks, :held) as d (task_no, held)
                 where p.receipt_id = :receipt and p.task_no = d.task_no and d.held > 0
                """)
        void hold(ReceiptId receipt, PersonId person, Instant at, List<Integer> tasks, List<BigDecimal> held);

        @SqlUpdate("""
                delete from put_away where receipt_id = :receipt and task_no = any(:tasks) and state = 'TO_CHECK'
                """)
        void remove(ReceiptId receipt, List<Integer> tasks);
    }

    private final HoldStock holdStock;

    CheckQuality(HoldStock holdStock) {
        this.holdStock = holdStock;
    }

    @Override
    public Control control() {
        return Control.of("check-quality", "Lets received goods pass their check, or puts them on hold.")
                .asSensitive()
                .publishing(QUALITY_CHECKED, PUT_AWAY_DIRECTED)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.INVALID,
                        Problem.UNKNOWN_REFERENCE,
                        Problem.WRONG_STATE,
                        Problem.MORE_THAN_OPEN,
                        Problem.REASON_MISSING);
    }

    /** To give goods free that are kept back is what a release does. */
    @Override
    public Permission permission() {
        return Permission.RELEASE_HOLD;
    }

    @Override
    public ReceiptDetails run(Command command, Work work) {
        Figures.requireLines(command.lines());
        List<Task> tasks = PutAwayBook.lock(work, command.receipt());
        SiteId site = tasks.get(0).siteId();
        work.requireAt(permission(), site);
        List<Checked> checked = decide(command, tasks);
        Map<Sku, ItemRow> items =
                PutAwayBook.items(work, checked.stream().map(Checked::task).toList());
        StockLedger.lock(work, site, items.keySet());

        Map<Place, BigDecimal> free = new TreeMap<>();
        Map<Kept, BigDecimal> held = new LinkedHashMap<>();
        List<Goods> passed = new ArrayList<>();
        for (Checked one : checked) {
            Place place = one.task().place();
            free.merge(place, one.task().quantity().negate(), BigDecimal::add);
            if (one.held().signum() > 0) {
                held.merge(new Kept(place, one.task().lotId()), one.held(), BigDecimal::add);
            }
            if (one.passed().signum() > 0) {
                passed.add(PutAwayBook.goods(one.task(), items, one.passed()));
            }
        }
        StockLedger.keepBack(work, site, free);
        held.forEach((kept, quantity) -> work.perform(
                holdStock,
                new HoldStock.Command(
                        site,
                        kept.place().bin(),
                        kept.place().item(),
                        quantity,
                        HoldReason.QUALITY,
                        note(checked, kept),
                        kept.lot())));
        List<Integer> numbers = checked.stream().map(one -> one.task().taskNo()).toList();
        Sql sql = work.sql(Sql.class);
        sql.hold(
                command.receipt(),
                work.person(),
                work.now(),
                numbers,
                checked.stream().map(Checked::held).toList());
        sql.remove(command.receipt(), numbers);
        work.publish(event(command, work, site, items, checked), site);
        if (!passed.isEmpty()) {
            PutAwayBook.direct(work, command.receipt(), site, passed, PutAwayBook.last(tasks), work.person());
        }
        return ReceiptQueries.get(work.handle(), command.receipt());
    }

    private static List<Checked> decide(Command command, List<Task> tasks) {
        List<Checked> checked = new ArrayList<>();
        Set<Integer> named = new HashSet<>();
        for (int i = 0; i < command.lines().size(); i++) {
            Line line = command.lines().get(i);
            String field = "lines[%d].".formatted(i);
            Figures.requireNotNegative(field + "passed", line.passed());
            Figures.requireShort(field + "note", line.note());
            Task task = PutAwayBook.task(tasks, line.task());
            if (!named.add(line.task())) {
                throw Figures.invalid(field + "task", "Task %d is named twice".formatted(line.task()));
            }
            if (task.state() != PutAwayState.TO_CHECK) {
                throw new Refused(Problem.WRONG_STATE, "Task %d was checked already".formatted(line.task()));
            }
            BigDecimal held = task.quantity().subtract(line.passed());
            if (held.signum() < 0) {
                throw new Refused(
                        Problem.MORE_THAN_OPEN,
                        "Task %d has %s to check".formatted(line.task(), StockLedger.plain(task.quantity())));
            }
            if (held.signum() > 0 && (line.note() == null || line.note().isBlank())) {
                throw new Refused(Problem.REASON_MISSING, "Say what was found with task %d".formatted(line.task()));
            }
            checked.add(new Checked(task, line.passed(), held, line.note()));
        }
        return checked;
    }

    private static @Nullable String note(List<Checked> checked, Kept kept) {
        return checked.stream()
                .filter(one -> one.held().signum() > 0
                        && kept.equals(new Kept(one.task().place(), one.task().lotId())))
                .map(Checked::note)
                .findFirst()
                .orElse(null);
    }

    private static QualityChecked event(
            Command command, Work work, SiteId site, Map<Sku, ItemRow> items, List<Checked> checked) {
        return new QualityChecked(
                command.receipt(),
                site,
                work.person(),
                work.now(),
                checked.stream()
                        .map(one -> {
                            ItemRow item = MasterData.known(items, one.task().itemId());
                            return new QualityChecked.Line(
                                    one.task().taskNo(),
                                    one.task().itemId(),
                                    one.task().lotId(),
                                    one.task().fromBinId(),
                                    item.quantity(one.passed()),
                                    item.quantity(one.held()),
                                    one.note());
                        })
                        .toList());
    }
}
