package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.COUNT_STARTED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.CountStarted;
import io.setpoint.contracts.events.CountType;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Opens a blind count: the counters get items and bins, never the book quantity. */
final class StartCount implements UseCase<StartCount.Command, CountSheet> {
    record Command(SiteId site, CountType countType, List<Line> lines) {
        Command {
            lines = List.copyOf(lines);
        }
    }

    record Line(Sku item, BinId bin) {}

    interface Sql {
        @SqlUpdate("""
                insert into cycle_count (company_id, count_id, site_id, count_type, state, opened_by, opened_at)
                values (current_company(), :count, :site, :countType, 'OPEN', :person, :now)
                """)
        void insert(CountId count, SiteId site, CountType countType, PersonId person, Instant now);

        @SqlUpdate("""
                insert into cycle_count_line (company_id, count_id, line_no, item_id, bin_id, state)
                select current_company(), :count, l.n, l.item_id, l.bin_id, 'OPEN'
                  from unnest(:items, :bins) with ordinality as l (item_id, bin_id, n)
                """)
        void insertLines(CountId count, List<Sku> items, List<BinId> bins);
    }

    @Override
    public Control control() {
        return Control.of("start-count", "Opens a blind count for bins of a site.")
                .publishing(COUNT_STARTED)
                .refusing(Problem.INVALID, Problem.UNKNOWN_REFERENCE);
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
                throw Figures.invalid("lines[%d]".formatted(i), "The same item and bin stand in the count twice");
            }
        }
        MasterData.site(work, command.site());
        List<Sku> items = command.lines().stream().map(Line::item).toList();
        List<BinId> bins = command.lines().stream().map(Line::bin).toList();
        MasterData.itemsInBins(work, command.site(), items, bins);

        CountId count = new CountId(work.number("CC"));
        Sql sql = work.sql(Sql.class);
        sql.insert(count, command.site(), command.countType(), work.person(), work.now());
        sql.insertLines(count, items, bins);
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
