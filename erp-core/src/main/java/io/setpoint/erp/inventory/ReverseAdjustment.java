package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.ADJUSTMENT_POSTED;
import static io.setpoint.contracts.events.EventType.ADJUSTMENT_PROPOSED;
import static io.setpoint.contracts.events.EventType.NEGATIVE_STOCK_CLEARED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.AdjustmentReason;
import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.erp.inventory.AdjustmentBook.Entry;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Separation;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;

/**
 * Takes back a posted adjustment of another person by its opposite. That is an adjustment like any other: above
 * tolerance yet another person has to approve it.
 */
final class ReverseAdjustment implements UseCase<ReverseAdjustment.Command, AdjustmentView> {
    record Command(AdjustmentId adjustment, String why) {}

    @Override
    public Control control() {
        return Control.of("reverse-adjustment", "Takes back a posted adjustment of another person by its opposite.")
                .asSensitive()
                .publishing(ADJUSTMENT_PROPOSED, ADJUSTMENT_POSTED, NEGATIVE_STOCK_CLEARED)
                .refusing(
                        Problem.SELF_APPROVAL, Problem.WRONG_STATE, Problem.MORE_THAN_ON_HAND, Problem.REASON_MISSING);
    }

    @Override
    public Permission permission() {
        return Permission.APPROVE_ADJUSTMENT;
    }

    @Override
    public Separation separation(Command command, Work work) {
        Entry entry = AdjustmentBook.lock(work, command.adjustment());
        return new Separation(FourEyesPolicy.excluded(entry.proposedBy(), entry.countedBy()), entry.siteId());
    }

    @Override
    public AdjustmentView run(Command command, Work work) {
        Entry original = AdjustmentBook.lock(work, command.adjustment());
        work.requireAt(permission(), original.siteId());
        AdjustmentBook.requireReversible(original);
        Figures.requireSaid("why", command.why());
        AdjustmentId id = AdjustmentBook.propose(
                work,
                new AdjustmentBook.Proposal(
                        MasterData.site(work, original.siteId()),
                        MasterData.item(work, original.itemId()),
                        original.binId(),
                        original.lotId(),
                        original.quantity().negate(),
                        original.unitCost(),
                        AdjustmentReason.CORRECTION,
                        command.why(),
                        false,
                        null,
                        null,
                        original.adjustmentId(),
                        work.person(),
                        work.now(),
                        work.now()),
                false);
        return AdjustmentQueries.get(work, id);
    }
}
