package io.setpoint.erp.inventory;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.setpoint.contracts.events.PutAwayDirected;
import io.setpoint.contracts.events.UnplacedReason;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.PutAwayPlan.Goods;
import io.setpoint.erp.inventory.PutAwayPlan.Placed;
import io.setpoint.erp.inventory.StockLedger.Place;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.organization.api.BinKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The table {@code put_away}: what is on its way from a receiving bin to another. Its rows are the lock of a receipt. */
final class PutAwayBook {
    record Task(
            int taskNo,
            int lineNo,
            SiteId siteId,
            Sku itemId,
            @Nullable LotNumber lotId,
            BinId fromBinId,
            BigDecimal quantity,
            PutAwayState state,
            Instant openedAt,
            @Nullable BinId toBinId) {
        Place place() {
            return new Place(itemId, fromBinId);
        }
    }

    record Standing(BinId bin, Sku item) {}

    interface Sql {
        @SqlQuery("""
                select task_no, line_no, site_id, item_id, lot_id, from_bin_id, quantity, state, opened_at, to_bin_id
                  from put_away
                 where receipt_id = :receipt
                 order by task_no
                   for no key update
                """)
        List<Task> lock(ReceiptId receipt);

        @SqlUpdate("""
                insert into put_away (company_id, receipt_id, task_no, line_no, site_id, item_id, lot_id, from_bin_id,
                                      quantity, state, opened_at, to_bin_id, unplaced, checked_by, checked_at)
                select current_company(), :receipt, t.task_no, t.line_no, :site, t.item_id, t.lot_id, t.from_bin_id,
                       t.quantity, :state, :at, t.to_bin_id, t.unplaced, :checkedBy, :checkedAt::timestamptz
                  from unnest(:tasks, :lines, :items, :lots, :from, :quantities, :to, :unplaced)
                       as t (task_no, line_no, item_id, lot_id, from_bin_id, quantity, to_bin_id, unplaced)
                """)
        void insert(
                ReceiptId receipt,
                SiteId site,
                PutAwayState state,
                Instant at,
                @Nullable PersonId checkedBy,
                @Nullable Instant checkedAt,
                List<Integer> tasks,
                List<Integer> lines,
                List<Sku> items,
                List<@Nullable LotNumber> lots,
                List<BinId> from,
                List<BigDecimal> quantities,
                List<@Nullable BinId> to,
                List<@Nullable String> unplaced);

        @SqlQuery("""
                select b.bin_id as bin, b.zone, b.kind, b.capacity, b.sequence,
                       coalesce(s.on_hand, 0) + coalesce(p.quantity, 0) as filled
                  from bin b
                  left join lateral (select sum(greatest(s.on_hand, 0)) as on_hand
                                       from stock_bin s
                                      where s.company_id = b.company_id and s.site_id = b.site_id
                                        and s.bin_id = b.bin_id) s on true
                  left join lateral (select sum(p.quantity) as quantity
                                       from put_away p
                                      where p.company_id = b.company_id and p.site_id = b.site_id
                                        and p.to_bin_id = b.bin_id and p.state = 'OPEN') p on true
                 where b.site_id = :site and (b.zone = any(:zones) or b.bin_id = any(:bins))
                   and b.kind in ('STORAGE', 'PICK_FACE')
                """)
        List<PutAwayPlan.Bin> bins(SiteId site, List<String> zones, List<BinId> bins);

        @SqlQuery("""
                select bin_id as bin, item_id as item
                  from stock_bin
                 where site_id = :site and item_id = any(:items) and on_hand > 0
                union
                select to_bin_id as bin, item_id as item
                  from put_away
                 where site_id = :site and item_id = any(:items) and state = 'OPEN' and to_bin_id is not null
                """)
        List<Standing> standing(SiteId site, List<Sku> items);
    }

    private PutAwayBook() {}

    /** All of a receipt, locked until the transaction ends; refuses a receipt that has nothing to put away. */
    static List<Task> lock(Work work, ReceiptId receipt) {
        List<Task> tasks = work.sql(Sql.class).lock(receipt);
        if (tasks.isEmpty()) {
            throw new Refused(Problem.NOT_FOUND, "Receipt %s has nothing to put away".formatted(receipt));
        }
        return tasks;
    }

    static Task task(List<Task> tasks, int taskNo) {
        return tasks.stream()
                .filter(task -> task.taskNo() == taskNo)
                .findFirst()
                .orElseThrow(() -> new Refused(Problem.UNKNOWN_REFERENCE, "There is no task %d".formatted(taskNo)));
    }

    static int last(List<Task> tasks) {
        return tasks.get(tasks.size() - 1).taskNo();
    }

    /** Where a site puts goods away, they come into its receiving bins. */
    static void requireReceiving(Work work, SiteId site, Collection<BinId> bins) {
        BinRoom.bins(work, site, bins).values().stream()
                .filter(bin -> bin.kind() != BinKind.RECEIVING)
                .findFirst()
                .ifPresent(bin -> {
                    throw new Refused(
                            Problem.WRONG_BIN,
                            "Bin %s is for %s; goods of %s come into a receiving bin first"
                                    .formatted(bin.binId(), bin.kind(), site));
                });
    }

    /** Posted goods that wait for their check; kept back until then. */
    static void toCheck(Work work, ReceiptId receipt, SiteId site, List<Goods> goods) {
        insert(
                work,
                receipt,
                site,
                PutAwayState.TO_CHECK,
                0,
                goods.stream()
                        .map(one -> new Placed(one, one.quantity(), null, null))
                        .toList(),
                null);
        Map<Place, BigDecimal> places = new TreeMap<>();
        goods.forEach(one -> places.merge(new Place(one.item().itemId(), one.from()), one.quantity(), BigDecimal::add));
        StockLedger.keepBack(work, site, places);
    }

    /**
     * Finds bins for goods, and takes their room; the caller holds the lock on the stock. Publishes where they are to go.
     *
     * @param lastTask the highest number the receipt has given
     * @param checkedBy who let them pass their check
     */
    static void direct(
            Work work, ReceiptId receipt, SiteId site, List<Goods> goods, int lastTask, @Nullable PersonId checkedBy) {
        List<PutAwayPlan.Rule> rules = work.sql(PutAwayRules.Sql.class).list(site).stream()
                .filter(rule -> goods.stream().anyMatch(one -> rule.answers(one.item())))
                .toList();
        BinRoom.lock(work, site);
        Sql sql = work.sql(Sql.class);
        List<Sku> items = goods.stream()
                .map(one -> one.item().itemId())
                .distinct()
                .sorted()
                .toList();
        List<String> zones = rules.stream()
                .map(PutAwayPlan.Rule::zone)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        List<BinId> bins =
                rules.stream().flatMap(rule -> rule.bins().stream()).distinct().toList();
        Map<BinId, Set<Sku>> standing =
                sql.standing(site, items).stream().collect(groupingBy(Standing::bin, mapping(Standing::item, toSet())));
        List<Placed> placed = PutAwayPlan.of(rules, sql.bins(site, zones, bins), standing, goods);
        insert(work, receipt, site, PutAwayState.OPEN, lastTask, placed, checkedBy);
        List<PutAwayDirected.Line> lines = new ArrayList<>();
        for (Placed one : placed) {
            lines.add(new PutAwayDirected.Line(
                    lastTask + lines.size() + 1,
                    one.goods().item().itemId(),
                    one.goods().lot(),
                    one.goods().from(),
                    one.goods().item().quantity(one.quantity()),
                    one.to(),
                    one.unplaced()));
        }
        work.publish(new PutAwayDirected(receipt, site, work.now(), lines), site);
    }

    private static void insert(
            Work work,
            ReceiptId receipt,
            SiteId site,
            PutAwayState state,
            int lastTask,
            List<Placed> placed,
            @Nullable PersonId checkedBy) {
        List<Integer> tasks = new ArrayList<>();
        List<@Nullable LotNumber> lots = new ArrayList<>();
        List<@Nullable BinId> to = new ArrayList<>();
        List<@Nullable String> unplaced = new ArrayList<>();
        for (Placed one : placed) {
            UnplacedReason reason = one.unplaced();
            tasks.add(lastTask + tasks.size() + 1);
            lots.add(one.goods().lot());
            to.add(one.to());
            unplaced.add(reason == null ? null : reason.name());
        }
        work.sql(Sql.class)
                .insert(
                        receipt,
                        site,
                        state,
                        work.now(),
                        checkedBy,
                        checkedBy == null ? null : work.now(),
                        tasks,
                        placed.stream().map(one -> one.goods().lineNo()).toList(),
                        placed.stream().map(one -> one.goods().item().itemId()).toList(),
                        lots,
                        placed.stream().map(one -> one.goods().from()).toList(),
                        placed.stream().map(Placed::quantity).toList(),
                        to,
                        unplaced);
    }

    /** The items of tasks. */
    static Map<Sku, MasterData.ItemRow> items(Work work, Collection<Task> tasks) {
        return MasterData.items(work, tasks.stream().map(Task::itemId).collect(toSet()));
    }

    static Goods goods(Task task, Map<Sku, MasterData.ItemRow> items, BigDecimal quantity) {
        return new Goods(
                task.lineNo(), MasterData.known(items, task.itemId()), task.lotId(), task.fromBinId(), quantity);
    }
}
