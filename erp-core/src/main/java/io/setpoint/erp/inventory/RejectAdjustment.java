package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.ADJUSTMENT_REJECTED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.AdjustmentRejected;
import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.erp.inventory.AdjustmentBook.Entry;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/**
 * Refuses a proposed adjustment; stock stays as it is. The proposer may do that too: taking back an own proposal needs
 * no second person.
 */
final class RejectAdjustment implements UseCase<RejectAdjustment.Command, AdjustmentView> {
    record Command(AdjustmentId adjustment, String why) {}

    interface Sql {
        @SqlUpdate("""
                update adjustment
                   set state = 'REJECTED', decided_by = :person, decided_at = :now, decision_note = :why,
                       version = version + 1
                 where adjustment_id = :adjustment
                """)
        void reject(AdjustmentId adjustment, PersonId person, Instant now, String why);
    }

    @Override
    public Control control() {
        return Control.of("reject-adjustment", "Refuses a proposed adjustment; stock is unchanged.")
                .asSensitive()
                .publishing(ADJUSTMENT_REJECTED)
                .refusing(Problem.ALREADY_DECIDED, Problem.REASON_MISSING);
    }

    @Override
    public Permission permission() {
        return Permission.PROPOSE_ADJUSTMENT;
    }

    @Override
    public AdjustmentView run(Command command, Work work) {
        Entry entry = AdjustmentBook.lock(work, command.adjustment());
        if (!entry.proposedBy().equals(work.person())) {
            work.requireAt(Permission.APPROVE_ADJUSTMENT, entry.siteId());
        }
        AdjustmentBook.requireUndecided(entry);
        Figures.requireSaid("why", command.why());
        work.sql(Sql.class).reject(command.adjustment(), work.person(), work.now(), command.why());
        work.publish(
                new AdjustmentRejected(
                        entry.adjustmentId(),
                        entry.siteId(),
                        entry.proposedBy(),
                        work.person(),
                        command.why(),
                        work.now()),
                entry.siteId());
        return AdjustmentQueries.get(work, command.adjustment());
    }
}
