package io.setpoint.erp.inventory;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.inventory.ReceiptDetails.Task;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Keyset;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads of receipts and of what is to be put away. */
final class ReceiptQueries {
    record Row(
            SiteId siteId,
            @Nullable String supplier,
            @Nullable PurchaseOrderId purchaseOrderId,
            PersonId receivedBy,
            Instant dockArrivedAt,
            Instant receivedAt,
            Instant recordedAt) {}

    interface Sql {
        String TASK = """
                select p.receipt_id as receipt, p.task_no as task, p.site_id as site, p.item_id as item, i.name, i.unit,
                       p.lot_id as lot, p.from_bin_id as from_bin, p.quantity, p.state, p.opened_at, p.checked_by,
                       p.checked_at, p.to_bin_id as to_bin, p.unplaced, p.bin_id as bin, p.override_reason, p.done_by,
                       p.done_at, floor(extract(epoch from p.done_at - p.opened_at) / 60)::bigint as minutes
                  from put_away p join item i using (company_id, item_id)
                """;

        @SqlQuery("""
                select site_id, supplier, purchase_order_id, received_by, dock_arrived_at, received_at, recorded_at
                  from receipt
                 where receipt_id = :receipt
                """)
        Optional<Row> find(ReceiptId receipt);

        @SqlQuery("""
                select l.line_no, l.item_id as item, i.unit, l.bin_id as bin, l.quantity
                  from receipt_line l join item i using (company_id, item_id)
                 where l.receipt_id = :receipt
                 order by l.line_no
                """)
        List<ReceiptDetails.Line> lines(ReceiptId receipt);

        @SqlQuery(TASK + " where p.receipt_id = :receipt order by p.task_no")
        List<Task> tasks(ReceiptId receipt);

        @SqlQuery(TASK + """
                 where p.state in ('TO_CHECK', 'OPEN') and p.site_id = :site
                   and (:unplaced::boolean is not true or p.unplaced is not null)
                   and (p.opened_at, p.receipt_id || '/' || p.task_no) > (:after, :afterTask)
                 order by p.opened_at, p.receipt_id || '/' || p.task_no
                 limit :limit
                """)
        List<Task> open(SiteId site, @Nullable Boolean unplaced, Instant after, String afterTask, int limit);
    }

    private ReceiptQueries() {}

    static ReceiptDetails get(Handle handle, Actor actor, ReceiptId receipt) {
        ReceiptDetails found = get(handle, receipt);
        if (!actor.mayAt(Permission.VIEW, found.site())) {
            throw unknown(receipt);
        }
        return found;
    }

    static ReceiptDetails get(Handle handle, ReceiptId receipt) {
        Sql sql = handle.attach(Sql.class);
        Row row = sql.find(receipt).orElseThrow(() -> unknown(receipt));
        List<Task> tasks = sql.tasks(receipt);
        boolean open = tasks.stream()
                .anyMatch(task -> task.state() == PutAwayState.TO_CHECK || task.state() == PutAwayState.OPEN);
        Instant checkedAt = last(tasks, Task::checkedAt);
        Instant putAwayAt = open ? null : Objects.requireNonNullElse(last(tasks, Task::doneAt), row.receivedAt());
        boolean checked = checkedAt != null || tasks.stream().anyMatch(task -> task.state() == PutAwayState.TO_CHECK);
        return new ReceiptDetails(
                receipt,
                row.siteId(),
                row.supplier(),
                row.purchaseOrderId(),
                tasks.isEmpty() ? 1 : checked ? 3 : 2,
                row.receivedBy(),
                row.dockArrivedAt(),
                row.receivedAt(),
                row.recordedAt(),
                checkedAt,
                putAwayAt,
                minutes(row.dockArrivedAt(), row.receivedAt()),
                minutes(row.receivedAt(), row.recordedAt()),
                putAwayAt == null ? null : Math.max(0, minutes(row.recordedAt(), putAwayAt)),
                sql.lines(receipt),
                tasks);
    }

    /** What is to be checked or put away at a site, longest waiting first; {@code unplaced} for what found no bin. */
    static Page<Task> open(
            Handle handle,
            Actor actor,
            @Nullable SiteId site,
            @Nullable Boolean unplaced,
            @Nullable String cursor,
            @Nullable Integer limit) {
        if (site == null) {
            throw Figures.invalid("site", "Say at which site");
        }
        if (!actor.mayAt(Permission.VIEW, site)) {
            throw new Refused(Problem.NOT_FOUND, "There is no site " + site);
        }
        int size = Page.limit(limit);
        Keyset after = cursor == null ? new Keyset(Instant.EPOCH, "") : Keyset.newestFirst(cursor);
        return Page.of(
                handle.attach(Sql.class).open(site, unplaced, after.time(), after.id(), size + 1),
                size,
                task -> Keyset.of(task.openedAt(), task.receipt() + "/" + task.task()));
    }

    private static @Nullable Instant last(List<Task> tasks, Function<Task, @Nullable Instant> time) {
        return tasks.stream()
                .flatMap(task -> Stream.ofNullable(time.apply(task)))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static long minutes(Instant from, Instant to) {
        return Duration.between(from, to).toMinutes();
    }

    private static Refused unknown(ReceiptId receipt) {
        return new Refused(Problem.NOT_FOUND, "There is no receipt " + receipt);
    }
}
