package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.COUNT_POLICY_SET;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.CountPolicySet;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.inventory.MasterData.SiteRow;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Says how often the bins of a site are counted, and what makes a count due at once. */
final class SetCountPolicy implements UseCase<CountPolicy, CountPolicy> {
    interface Sql {
        @SqlUpdate("""
                insert into count_policy as p (company_id, site_id, days_a, days_b, days_c, after_short_pick,
                                               after_emptied, adjustment_above, first_set_at, set_at, set_by)
                values (current_company(), :site, :daysA, :daysB, :daysC, :afterShortPick, :afterEmptied,
                        :adjustmentAbove, :now, :now, :person)
                on conflict (company_id, site_id) do update
                  set days_a = excluded.days_a, days_b = excluded.days_b, days_c = excluded.days_c,
                      after_short_pick = excluded.after_short_pick, after_emptied = excluded.after_emptied,
                      adjustment_above = excluded.adjustment_above, set_at = excluded.set_at, set_by = excluded.set_by,
                      version = p.version + 1
                """)
        void set(
                SiteId site,
                int daysA,
                int daysB,
                int daysC,
                boolean afterShortPick,
                boolean afterEmptied,
                @Nullable BigDecimal adjustmentAbove,
                PersonId person,
                Instant now);
    }

    @Override
    public Control control() {
        return Control.of("set-count-policy", "Says how often the bins of a site are counted.")
                .publishing(COUNT_POLICY_SET)
                .refusing(Problem.INVALID, Problem.UNKNOWN_REFERENCE);
    }

    @Override
    public Permission permission() {
        return Permission.MANAGE_COUNTS;
    }

    @Override
    public CountPolicy run(CountPolicy policy, Work work) {
        work.requireAt(permission(), policy.site());
        BigDecimal above = policy.adjustmentAbove();
        if (above != null) {
            Figures.requireAmount("adjustmentAbove", above);
        }
        SiteRow site = MasterData.site(work, policy.site());
        work.sql(Sql.class)
                .set(
                        policy.site(),
                        policy.daysA(),
                        policy.daysB(),
                        policy.daysC(),
                        policy.afterShortPick(),
                        policy.afterEmptied(),
                        above,
                        work.person(),
                        work.now());
        work.publish(
                new CountPolicySet(
                        policy.site(),
                        policy.daysA(),
                        policy.daysB(),
                        policy.daysC(),
                        policy.afterShortPick(),
                        policy.afterEmptied(),
                        above == null ? null : site.money(above),
                        work.person(),
                        work.now()),
                policy.site());
        return policy;
    }
}
