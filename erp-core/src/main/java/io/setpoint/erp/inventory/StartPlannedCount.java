package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.COUNT_STARTED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.CountType;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens a blind count of the bins that are due, the most pressing first. Two who start at once wait for each other at the
 * policy, so that no bin is in two counts.
 */
final class StartPlannedCount implements UseCase<StartPlannedCount.Command, CountSheet> {
    private static final int MOST_BINS = 200;

    private final StartCount startCount;

    StartPlannedCount(StartCount startCount) {
        this.startCount = startCount;
    }

    /**
     * How many bins to count.
     *
     * @param abc only items of this class
     */
    record Command(SiteId site, int bins, @Nullable String abc) {
        Command {
            if (bins < 1 || bins > MOST_BINS) {
                throw new IllegalArgumentException("needs 1 to " + MOST_BINS + " bins");
            }
            if (abc != null && !List.of("A", "B", "C").contains(abc)) {
                throw new IllegalArgumentException("needs a class A, B or C");
            }
        }
    }

    @Override
    public Control control() {
        return Control.of("start-planned-count", "Opens a blind count of the bins that are due by the site's policy.")
                .publishing(COUNT_STARTED)
                .refusing(Problem.NOT_FOUND, Problem.NOTHING_TO_DO);
    }

    @Override
    public Permission permission() {
        return Permission.MANAGE_COUNTS;
    }

    @Override
    public CountSheet run(Command command, Work work) {
        work.requireAt(permission(), command.site());
        CountPlan.Sql sql = work.sql(CountPlan.Sql.class);
        SiteId site = sql.lock(command.site()).orElseThrow(() -> CountPlan.unknown(command.site()));
        List<StartCount.Line> lines =
                sql.due(CountPlan.PLAN, site, work.now(), command.abc(), command.bins(), Figures.LINES);
        if (lines.isEmpty()) {
            throw new Refused(Problem.NOTHING_TO_DO, "Nothing is due that is not in a count already");
        }
        return work.perform(startCount, new StartCount.Command(site, CountType.PLANNED, lines));
    }
}
