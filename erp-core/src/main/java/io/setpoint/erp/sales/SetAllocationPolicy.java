package io.setpoint.erp.sales;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.AllocationPolicySet;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.sales.SetAllocationPolicy.Policy;
import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Says whose backorder is served first; holds for allocations from now on. */
final class SetAllocationPolicy implements UseCase<Policy, Policy> {
    /** The company's policy. */
    record Policy(AllocationPolicy policy) {}

    interface Sql {
        @SqlUpdate("""
                insert into allocation_policy (company_id, policy, set_by, set_at)
                values (current_company(), :policy, :person, :now)
                on conflict on constraint allocation_policy_pkey
                   do update set policy = excluded.policy, set_by = excluded.set_by, set_at = excluded.set_at
                """)
        void set(AllocationPolicy policy, PersonId person, Instant now);
    }

    @Override
    public Control control() {
        return Control.of("set-allocation-policy", "Says whose backorder is served first.")
                .publishing(EventType.ALLOCATION_POLICY_SET);
    }

    @Override
    public Permission permission() {
        return Permission.ADMINISTER_MASTER_DATA;
    }

    @Override
    public Policy run(Policy command, Work work) {
        work.requireEverywhere(permission());
        work.sql(Sql.class).set(command.policy(), work.person(), work.now());
        work.publish(new AllocationPolicySet(work.company(), command.policy().name(), work.person(), work.now()), null);
        return command;
    }
}
