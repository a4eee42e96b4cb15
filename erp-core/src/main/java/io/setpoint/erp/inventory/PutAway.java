package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.GOODS_PUT_AWAY;
import static io.setpoint.contracts.events.EventType.NEGATIVE_STOCK_CLEARED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.GoodsPutAway;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.MasterData.ItemRow;
import io.setpoint.erp.inventory.PutAwayBook.Task;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Received goods are brought from their receiving bin to the directed one, or to another for a reason. */
final class PutAway implements UseCase<PutAway.Command, ReceiptDetails> {
    /** What a person put away. */
    record Command(ReceiptId receipt, @Nullable Instant occurredAt, List<Line> lines) {
        Command {
            lines = List.copyOf(lines);
        }
    }

    /**
     * What went into a bin.
     *
     * @param task its number within the receipt
     * @param quantity in base units; absent for all that is open
     * @param bin absent for the directed one
     * @param reason why it is another bin than the directed one
     */
    record Line(
            int task,
            @Nullable BigDecimal quantity,
            @Nullable BinId bin,
            @Nullable String reason) {}

    private record Done(
            Task task,
            int number,
            BigDecimal quantity,
            BinId bin,
            @Nullable String reason) {}

    interface Sql {
        @SqlQuery("select received_at from receipt where receipt_id = :receipt")
        Instant receivedAt(ReceiptId receipt);

        /** What is left of the tasks of which only a part was put away. */
        @SqlUpdate("""
                update put_away p
                   set quantity = p.quantity - d.quantity
                  from unnest(:tasks, :quantities) as d (task_no, quantity)
                 where p.receipt_id = :receipt and p.task_no = d.task_no
                """)
        void lower(ReceiptId receipt, List<Integer> tasks, List<BigDecimal> quantities);

        @SqlUpdate("""
                insert into put_away (company_id, receipt_id, task_no, line_no, site_id, item_id, lot_id, from_bin_id,
                                      quantity, state, opened_at, checked_by, checked_at, to_bin_id, unplaced, bin_id,
                                      override_reason, done_by, done_at)
                select company_id, receipt_id, d.number, line_no, site_id, item_id, lot_id, from_bin_id, d.quantity, 'DONE',
                       opened_at, checked_by, checked_at, to_bin_id, unplaced, d.bin_id, d.reason, :person, :at
                  from unnest(:tasks, :numbers, :quantities, :bins, :reasons)
                       as d (task_no, number, quantity, bin_id, reason)
                  join put_away using (task_no)
                 where receipt_id = :receipt and d.number <> d.task_no
                """)
        void splitOff(
                ReceiptId receipt,
                PersonId person,
                Instant at,
                List<Integer> tasks,
                List<Integer> numbers,
                List<BigDecimal> quantities,
                List<BinId> bins,
                List<@Nullable String> reasons);

        @SqlUpdate("""
                update put_away p
                   set state = 'DONE', bin_id = d.bin_id, override_reason = d.reason, done_by = :person, done_at = :at
                  from unnest(:tasks, :numbers, :bins, :reasons) as d (task_no, number, bin_id, reason)
                 where p.receipt_id = :receipt and p.task_no = d.task_no and d.number = d.task_no
                """)
        void close(
                ReceiptId receipt,
                PersonId person,
                Instant at,
                List<Integer> tasks,
                List<Integer> numbers,
                List<BinId> bins,
                List<@Nullable String> reasons);
    }

    @Override
    public Control control() {
        return Control.of("put-away", "Brings received goods from their receiving bin to another.")
                .publishing(GOODS_PUT_AWAY, NEGATIVE_STOCK_CLEARED)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.INVALID,
                        Problem.UNKNOWN_REFERENCE,
                        Problem.WRONG_STATE,
                        Problem.WRONG_BIN,
                        Problem.MORE_THAN_OPEN,
                        Problem.BIN_FULL,
                        Problem.MORE_THAN_ON_HAND,
                        Problem.ON_HOLD,
                        Problem.LOT_BLOCKED,
                        Problem.IN_THE_FUTURE,
                        Problem.OUT_OF_SEQUENCE);
    }

    @Override
    public Permission permission() {
        return Permission.MOVE_STOCK;
    }

    @Override
    public ReceiptDetails run(Command command, Work work) {
        Figures.requireLines(command.lines());
        List<Task> tasks = PutAwayBook.lock(work, command.receipt());
        SiteId site = tasks.get(0).siteId();
        work.requireAt(permission(), site);
        Sql sql = work.sql(Sql.class);
        Instant occurredAt = work.occurredAt(command.occurredAt());
        Instant receivedAt = sql.receivedAt(command.receipt());
        if (occurredAt.isBefore(receivedAt)) {
            throw new Refused(Problem.OUT_OF_SEQUENCE, "The goods were received at %s".formatted(receivedAt));
        }
        List<Done> done = decide(command, tasks);
        requirePlaces(work, site, done);

        List<BinMoves.Line> moves = new ArrayList<>();
        Map<BinId, BigDecimal> claimed = new TreeMap<>();
        for (Done one : done) {
            moves.add(new BinMoves.Line(
                    one.number(),
                    one.task().itemId(),
                    one.task().lotId(),
                    one.task().fromBinId(),
                    one.bin(),
                    one.quantity()));
            if (one.bin().equals(one.task().toBinId())) {
                claimed.merge(one.bin(), one.quantity(), BigDecimal::add);
            }
        }
        BinMoves.post(work, site, command.receipt().value(), moves, claimed, occurredAt);
        write(sql, command.receipt(), work.person(), occurredAt, done);
        work.publish(event(command, work, site, tasks, receivedAt, occurredAt, done), site);
        return ReceiptQueries.get(work.handle(), command.receipt());
    }

    /** The last part of a task keeps its number; each part before it gets one of its own. */
    private static List<Done> decide(Command command, List<Task> tasks) {
        Map<Integer, BigDecimal> left = new HashMap<>();
        tasks.forEach(task -> left.put(task.taskNo(), task.quantity()));
        int last = PutAwayBook.last(tasks);
        List<Done> done = new ArrayList<>();
        for (int i = 0; i < command.lines().size(); i++) {
            Line line = command.lines().get(i);
            Task task = PutAwayBook.task(tasks, line.task());
            if (task.state() != PutAwayState.OPEN) {
                throw new Refused(
                        Problem.WRONG_STATE,
                        task.state() == PutAwayState.TO_CHECK
                                ? "Task %d waits for its quality check".formatted(line.task())
                                : "Task %d is %s".formatted(line.task(), task.state()));
            }
            BigDecimal open = left.getOrDefault(line.task(), BigDecimal.ZERO);
            BigDecimal quantity = Objects.requireNonNullElse(line.quantity(), open);
            String field = "lines[%d].".formatted(i);
            Figures.requireShort(field + "reason", line.reason());
            if (line.quantity() != null) {
                Figures.requirePositive(field + "quantity", quantity);
            }
            if (quantity.compareTo(open) > 0 || open.signum() == 0) {
                throw new Refused(
                        Problem.MORE_THAN_OPEN,
                        "%s of task %d are left to put away".formatted(StockLedger.plain(open), line.task()));
            }
            left.put(line.task(), open.subtract(quantity));
            boolean whole = quantity.compareTo(open) == 0;
            if (!whole) {
                last++;
            }
            BinId bin = bin(line, task);
            done.add(new Done(
                    task,
                    whole ? task.taskNo() : last,
                    quantity,
                    bin,
                    bin.equals(task.toBinId()) ? null : line.reason()));
        }
        return done;
    }

    private static BinId bin(Line line, Task task) {
        BinId directed = task.toBinId();
        BinId bin = line.bin() == null ? directed : line.bin();
        if (bin == null) {
            throw new Refused(
                    Problem.WRONG_BIN, "No bin was found for task %d; say where it went".formatted(task.taskNo()));
        }
        if (directed != null
                && !directed.equals(bin)
                && (line.reason() == null || line.reason().isBlank())) {
            throw new Refused(
                    Problem.WRONG_BIN,
                    "This is bin %s; task %d goes to %s, or say why not".formatted(bin, task.taskNo(), directed));
        }
        return bin;
    }

    /** Goods are put away where goods are kept. */
    private static void requirePlaces(Work work, SiteId site, List<Done> done) {
        BinRoom.bins(work, site, done.stream().map(Done::bin).toList()).values().stream()
                .filter(bin -> !PutAwayPlan.takesGoods(bin.kind()))
                .findFirst()
                .ifPresent(bin -> {
                    throw new Refused(
                            Problem.WRONG_BIN,
                            "Bin %s is for %s; goods are put away into storage or a pick face"
                                    .formatted(bin.binId(), bin.kind()));
                });
    }

    private static void write(Sql sql, ReceiptId receipt, PersonId person, Instant at, List<Done> done) {
        List<Integer> tasks = done.stream().map(one -> one.task().taskNo()).toList();
        List<Integer> numbers = done.stream().map(Done::number).toList();
        List<BigDecimal> quantities = done.stream().map(Done::quantity).toList();
        List<BinId> bins = done.stream().map(Done::bin).toList();
        List<@Nullable String> reasons = new ArrayList<>();
        Map<Integer, BigDecimal> parts = new TreeMap<>();
        done.forEach(one -> {
            reasons.add(one.reason());
            if (one.number() != one.task().taskNo()) {
                parts.merge(one.task().taskNo(), one.quantity(), BigDecimal::add);
            }
        });
        if (!parts.isEmpty()) {
            sql.splitOff(receipt, person, at, tasks, numbers, quantities, bins, reasons);
            sql.lower(receipt, List.copyOf(parts.keySet()), List.copyOf(parts.values()));
        }
        sql.close(receipt, person, at, tasks, numbers, bins, reasons);
    }

    private static GoodsPutAway event(
            Command command,
            Work work,
            SiteId site,
            List<Task> tasks,
            Instant receivedAt,
            Instant occurredAt,
            List<Done> done) {
        Map<Sku, ItemRow> items = PutAwayBook.items(work, tasks);
        BigDecimal left = tasks.stream()
                .filter(task -> task.state() == PutAwayState.OPEN || task.state() == PutAwayState.TO_CHECK)
                .map(Task::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .subtract(done.stream().map(Done::quantity).reduce(BigDecimal.ZERO, BigDecimal::add));
        return new GoodsPutAway(
                command.receipt(),
                site,
                work.person(),
                receivedAt,
                occurredAt,
                left.signum() == 0,
                done.stream()
                        .map(one -> new GoodsPutAway.Line(
                                one.number(),
                                one.task().itemId(),
                                one.task().lotId(),
                                one.task().fromBinId(),
                                one.task().toBinId(),
                                one.bin(),
                                MasterData.known(items, one.task().itemId()).quantity(one.quantity()),
                                one.reason()))
                        .toList());
    }
}
