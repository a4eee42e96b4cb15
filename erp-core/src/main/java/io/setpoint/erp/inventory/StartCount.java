package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.COUNT_STARTED;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.CountStarted;
import io.setpoint.contracts.events.CountType;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Opens a blind count: the counters get items and bins, never the book quantity. */
final class StartCount implements UseCase<StartCount.Command, CountSheet> {
    record Command(SiteId site, CountType countType, List<Line> lines) {
        Command {
            lines = List.copyOf(lines);
        }
    }

    /**
     * What is counted where.
     *
     * @param lot its lot or serial, if the item is tracked
     */
    record Line(Sku item, BinId bin, @Nullable LotNumber lot) {
        @JsonCreator
        Line {}

        Line(Sku item, BinId bin) {
            this(item, bin, null);
        }
    }

    interface Sql {
        @SqlUpdate("""
                insert into cycle_count (company_id, count_id, site_id, count_type, state, opened_by, opened_at)
                values (current_company(), :count, :site, :countType, 'OPEN', :person, :now)
                """)
        void insert(CountId count, SiteId site, CountType countType, PersonId person, Instant now);

        @SqlUpdate("""
                insert into cycle_count_line (company_id, count_id, line_no, item_id, bin_id, state, lot_id)
                select current_company(), :count, l.n, l.item_id, l.bin_id, 'OPEN', l.lot_id
                  from unnest(:items, :bins, :lots) with ordinality as l (item_id, bin_id, lot_id, n)
                """)
        void insertLines(CountId count, List<Sku> items, List<BinId> bins, List<@Nullable LotNumber> lots);
    }

    @Override
    public Control control() {
        return Control.of("start-count", "Opens a blind count for bins of a site.")
                .publishing(COUNT_STARTED)
                .refusing(Problem.INVALID, Problem.UNKNOWN_REFERENCE, Problem.LOT_MISSING, Problem.NOT_BY_LOT);
    }

    @Override
    public Permission permission() {
        return Permission.MANAGE_COUNTS;
    }

    @Override
    public CountSheet run(Command command, Work work) {
        work.requireAt(permission(), command.site());
        Figures.requireLines(command.lines());
        Set<Line> once = new HashSet<>();
        for (int i = 0; i < command.lines().size(); i++) {
            if (!once.add(command.lines().get(i))) {
                throw Figures.invalid(
                        "lines[%d]".formatted(i), "The same item and bin, or lot in it, stand in the count twice");
            }
        }
        MasterData.site(work, command.site());
        List<Sku> items = command.lines().stream().map(Line::item).toList();
        List<BinId> bins = command.lines().stream().map(Line::bin).toList();
        List<@Nullable LotNumber> lots = new ArrayList<>();
        command.lines().forEach(line -> lots.add(line.lot()));
        LotLedger.requireNamed(work, MasterData.itemsInBins(work, command.site(), items, bins), items, lots);

        CountId count = new CountId(work.number("CC"));
        Sql sql = work.sql(Sql.class);
        sql.insert(count, command.site(), command.countType(), work.person(), work.now());
        sql.insertLines(count, items, bins, lots);
        work.publish(
                new CountStarted(
                        count,
                        command.site(),
                        command.countType(),
                        work.person(),
                        command.lines().size(),
                        work.now()),
                command.site());
        return CountQueries.sheet(work.handle(), count);
    }
}
