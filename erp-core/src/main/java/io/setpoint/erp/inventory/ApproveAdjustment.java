package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.ADJUSTMENT_POSTED;
import static io.setpoint.contracts.events.EventType.NEGATIVE_STOCK_CLEARED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.erp.inventory.AdjustmentBook.Entry;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Separation;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import org.jspecify.annotations.Nullable;

/** Posts an adjustment another person proposed. */
final class ApproveAdjustment implements UseCase<ApproveAdjustment.Command, AdjustmentView> {
    record Command(AdjustmentId adjustment, @Nullable String note) {}

    @Override
    public Control control() {
        return Control.of("approve-adjustment", "Posts an adjustment that another person proposed and counted.")
                .asSensitive()
                .publishing(ADJUSTMENT_POSTED, NEGATIVE_STOCK_CLEARED)
                .refusing(
                        Problem.SELF_APPROVAL,
                        Problem.ALREADY_DECIDED,
                        Problem.MORE_THAN_ON_HAND,
                        Problem.DUPLICATE_SERIAL);
    }

    @Override
    public Permission permission() {
        return Permission.APPROVE_ADJUSTMENT;
    }

    @Override
    public Separation separation(Command command, Work work) {
        Entry entry = work.keep(AdjustmentBook.lock(work, command.adjustment()));
        return new Separation(FourEyesPolicy.excluded(entry.proposedBy(), entry.countedBy()), entry.siteId());
    }

    @Override
    public AdjustmentView run(Command command, Work work) {
        Entry entry = work.kept(Entry.class);
        work.requireAt(permission(), entry.siteId());
        AdjustmentBook.requireUndecided(entry);
        Figures.requireShort("note", command.note());
        AdjustmentBook.post(work, entry, work.person(), command.note());
        return AdjustmentQueries.get(work, command.adjustment());
    }
}
