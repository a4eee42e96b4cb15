package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.NEGATIVE_STOCK_DECIDED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.NegativeStockId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Separation;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Allows that shipments of a site take bins below zero, from and until the times another person asked for. */
final class ApproveNegativeStock implements UseCase<ApproveNegativeStock.Command, NegativeStockView> {
    record Command(NegativeStockId negativeStock, @Nullable String note) {}

    @Override
    public Control control() {
        return Control.of(
                        "approve-negative-stock",
                        "Allows that shipments of a site take bins below zero for a while, as another person asked for.")
                .asSensitive()
                .publishing(NEGATIVE_STOCK_DECIDED)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.SELF_APPROVAL,
                        Problem.STALE_VERSION,
                        Problem.ALREADY_DECIDED,
                        Problem.INVALID);
    }

    @Override
    public Permission permission() {
        return Permission.APPROVE_ADJUSTMENT;
    }

    @Override
    public Separation separation(Command command, Work work) {
        NegativeStockView asked = work.keep(NegativeStock.lock(work, command.negativeStock()));
        return new Separation(Set.of(asked.proposedBy()), asked.site());
    }

    @Override
    public NegativeStockView run(Command command, Work work) {
        NegativeStockView asked = work.kept(NegativeStockView.class);
        work.requireAt(permission(), asked.site());
        work.requireVersion(asked.version());
        NegativeStock.requireUndecided(asked);
        Figures.requireShort("note", command.note());
        return NegativeStock.decide(work, asked, NegativeStockState.APPROVED, command.note());
    }
}
