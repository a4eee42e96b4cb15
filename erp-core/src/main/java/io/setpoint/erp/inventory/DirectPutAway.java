package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.PUT_AWAY_DIRECTED;

import io.setpoint.contracts.controls.Permission;
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
import java.util.List;
import java.util.Map;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Asks the rules again for goods of a receipt that found no bin, such as after a rule was added or room was made. */
final class DirectPutAway implements UseCase<DirectPutAway.Command, ReceiptDetails> {
    record Command(ReceiptId receipt) {}

    interface Sql {
        /** The new tasks stand for the old ones: open since then, and checked by whom those were. */
        @SqlUpdate("""
                update put_away n
                   set opened_at = o.opened_at, checked_by = o.checked_by, checked_at = o.checked_at
                  from put_away o
                 where n.receipt_id = :receipt and n.task_no > :last
                   and o.receipt_id = :receipt and o.task_no = any(:tasks)
                   and o.line_no = n.line_no and o.from_bin_id = n.from_bin_id
                   and o.lot_id is not distinct from n.lot_id
                """)
        void inherit(ReceiptId receipt, List<Integer> tasks, int last);

        @SqlUpdate("delete from put_away where receipt_id = :receipt and task_no = any(:tasks)")
        void remove(ReceiptId receipt, List<Integer> tasks);
    }

    @Override
    public Control control() {
        return Control.of("direct-put-away", "Asks the put-away rules again for goods that found no bin.")
                .publishing(PUT_AWAY_DIRECTED)
                .refusing(Problem.NOT_FOUND, Problem.NOTHING_TO_DO);
    }

    @Override
    public Permission permission() {
        return Permission.MOVE_STOCK;
    }

    @Override
    public ReceiptDetails run(Command command, Work work) {
        List<Task> tasks = PutAwayBook.lock(work, command.receipt());
        SiteId site = tasks.get(0).siteId();
        work.requireAt(permission(), site);
        List<Task> unplaced = tasks.stream()
                .filter(task -> task.state() == PutAwayState.OPEN && task.toBinId() == null)
                .toList();
        if (unplaced.isEmpty()) {
            throw new Refused(Problem.NOTHING_TO_DO, "All goods of %s have their bins".formatted(command.receipt()));
        }
        Map<Sku, ItemRow> items = PutAwayBook.items(work, unplaced);
        StockLedger.lock(work, site, items.keySet());
        PutAwayBook.direct(
                work,
                command.receipt(),
                site,
                unplaced.stream()
                        .map(task -> PutAwayBook.goods(task, items, task.quantity()))
                        .toList(),
                PutAwayBook.last(tasks),
                null);
        Sql sql = work.sql(Sql.class);
        List<Integer> numbers = unplaced.stream().map(Task::taskNo).toList();
        sql.inherit(command.receipt(), numbers, PutAwayBook.last(tasks));
        sql.remove(command.receipt(), numbers);
        return ReceiptQueries.get(work.handle(), command.receipt());
    }
}
