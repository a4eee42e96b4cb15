package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.ADJUSTMENT_POSTED;
import static io.setpoint.contracts.events.EventType.ADJUSTMENT_PROPOSED;
import static io.setpoint.contracts.events.EventType.COUNT_COMPLETED;
import static io.setpoint.contracts.events.EventType.NEGATIVE_STOCK_CLEARED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.AdjustmentReason;
import io.setpoint.contracts.events.CountCompleted;
import io.setpoint.contracts.events.CountType;
import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.MasterData.ItemRow;
import io.setpoint.erp.inventory.MasterData.SiteRow;
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
import java.util.Optional;
import java.util.TreeSet;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Completes a count. Each difference between what was counted and what the book had at that moment becomes an
 * adjustment, proposed by its counter, under the same tolerance as any other.
 */
final class CompleteCount implements UseCase<CompleteCount.Command, CountView> {
    record Command(CountId count) {}

    public record Count(SiteId siteId, CountType countType, CountState state) {}

    public record Line(
            int lineNo,
            Sku itemId,
            BinId binId,
            @Nullable LotNumber lotId,
            int round,
            BigDecimal counted,
            PersonId countedBy,
            Instant countedAt) {}

    interface Sql {
        @SqlQuery("""
                select site_id, count_type, state
                  from cycle_count
                 where count_id = :count
                   for no key update
                """)
        @RegisterConstructorMapper(Count.class)
        Optional<Count> lock(CountId count);

        @SqlQuery("""
                select line_no
                  from cycle_count_line
                 where count_id = :count and state <> 'ACCEPTED'
                 order by line_no
                """)
        List<Integer> uncounted(CountId count);

        @SqlQuery("""
                select line_no, item_id, bin_id, lot_id, round, counted, counted_by, counted_at
                  from cycle_count_line
                 where count_id = :count
                 order by line_no
                """)
        @RegisterConstructorMapper(Line.class)
        List<Line> lines(CountId count);

        @SqlUpdate("""
                update cycle_count_line
                   set book = :book, unit_cost = :unitCost, category = :category, abc = :abc, adjustment_id = :adjustment
                 where count_id = :count and line_no = :lineNo
                """)
        void settle(
                CountId count,
                int lineNo,
                BigDecimal book,
                BigDecimal unitCost,
                String category,
                String abc,
                @Nullable AdjustmentId adjustment);

        @SqlUpdate("""
                update cycle_count
                   set state = 'COMPLETED', completed_by = :person, completed_at = :now, version = version + 1
                 where count_id = :count
                """)
        void complete(CountId count, PersonId person, Instant now);
    }

    @Override
    public Control control() {
        return Control.of("complete-count", "Completes a count and turns its variances into adjustments.")
                .publishing(COUNT_COMPLETED, ADJUSTMENT_PROPOSED, ADJUSTMENT_POSTED, NEGATIVE_STOCK_CLEARED)
                .refusing(Problem.WRONG_STATE, Problem.NOT_COUNTED);
    }

    @Override
    public Permission permission() {
        return Permission.MANAGE_COUNTS;
    }

    @Override
    public CountView run(Command command, Work work) {
        Sql sql = work.sql(Sql.class);
        Count count = sql.lock(command.count())
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND, "There is no count " + command.count()));
        work.requireAt(permission(), count.siteId());
        if (count.state() != CountState.OPEN) {
            throw new Refused(Problem.WRONG_STATE, "%s is completed".formatted(command.count()));
        }
        List<Integer> uncounted = sql.uncounted(command.count());
        if (!uncounted.isEmpty()) {
            throw new Refused(Problem.NOT_COUNTED, "Lines without a confirmed count: " + uncounted);
        }
        SiteRow site = MasterData.site(work, count.siteId());
        List<Line> lines = sql.lines(command.count());
        List<Sku> skus = lines.stream().map(Line::itemId).toList();
        Map<Sku, ItemRow> items = MasterData.items(work, skus);
        AdjustmentBook.lockTotals(
                work, new TreeSet<>(lines.stream().map(Line::countedBy).toList()));
        StockLedger.lock(work, count.siteId(), skus);
        List<@Nullable LotNumber> lots = new ArrayList<>();
        lines.forEach(line -> lots.add(line.lotId()));
        List<BigDecimal> books = BookStock.asAt(
                work,
                count.siteId(),
                skus,
                lines.stream().map(Line::binId).toList(),
                lots,
                lines.stream().map(Line::countedAt).toList());

        List<CountCompleted.Line> completed = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            BigDecimal book = books.get(i);
            ItemRow item = MasterData.known(items, line.itemId());
            AdjustmentId adjustment = line.counted().compareTo(book) == 0
                    ? null
                    : adjust(
                            work,
                            command.count(),
                            site,
                            item,
                            line,
                            line.counted().subtract(book));
            sql.settle(command.count(), line.lineNo(), book, item.cost(), item.category(), item.abc(), adjustment);
            completed.add(new CountCompleted.Line(
                    line.lineNo(),
                    line.itemId(),
                    item.category(),
                    item.abc(),
                    line.binId(),
                    item.quantity(book),
                    item.quantity(line.counted()),
                    site.money(item.cost()),
                    line.round(),
                    line.countedBy(),
                    adjustment));
        }
        sql.complete(command.count(), work.person(), work.now());
        work.publish(
                new CountCompleted(
                        command.count(), count.siteId(), site.zone(), count.countType(), work.now(), completed),
                count.siteId());
        return CountQueries.view(work.handle(), command.count());
    }

    private static AdjustmentId adjust(
            Work work, CountId count, SiteRow site, ItemRow item, Line line, BigDecimal variance) {
        AdjustmentBook.Proposal proposal = new AdjustmentBook.Proposal(
                site,
                item,
                line.binId(),
                line.lotId(),
                variance,
                item.cost(),
                AdjustmentReason.COUNT,
                null,
                false,
                count,
                line.countedBy(),
                null,
                line.countedBy(),
                work.now(),
                line.countedAt());
        // Where goods left after the scan that the book never had, the adjustment waits: the count itself is done.
        return AdjustmentBook.propose(work, proposal, true);
    }
}
