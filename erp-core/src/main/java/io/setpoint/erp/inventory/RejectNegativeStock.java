package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.NEGATIVE_STOCK_DECIDED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.NegativeStockId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;

/** Refuses that bins of a site go below zero; the proposer takes his own back the same way. */
final class RejectNegativeStock implements UseCase<RejectNegativeStock.Command, NegativeStockView> {
    record Command(NegativeStockId negativeStock, String why) {}

    @Override
    public Control control() {
        return Control.of("reject-negative-stock", "Refuses that shipments of a site take bins below zero.")
                .asSensitive()
                .publishing(NEGATIVE_STOCK_DECIDED)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.STALE_VERSION,
                        Problem.ALREADY_DECIDED,
                        Problem.REASON_MISSING,
                        Problem.INVALID);
    }

    @Override
    public Permission permission() {
        return Permission.PROPOSE_ADJUSTMENT;
    }

    @Override
    public NegativeStockView run(Command command, Work work) {
        NegativeStockView asked = NegativeStock.lock(work, command.negativeStock());
        work.requireAt(
                asked.proposedBy().equals(work.person()) ? permission() : Permission.APPROVE_ADJUSTMENT, asked.site());
        work.requireVersion(asked.version());
        NegativeStock.requireUndecided(asked);
        Figures.requireSaid("why", command.why());
        return NegativeStock.decide(work, asked, NegativeStockState.REJECTED, command.why());
    }
}
