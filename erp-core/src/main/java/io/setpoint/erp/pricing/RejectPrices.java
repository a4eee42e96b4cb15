package io.setpoint.erp.pricing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.PricesRejected;
import io.setpoint.contracts.values.PriceChangeId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.pricing.RejectPrices.Command;

/** Refuses proposed prices; the proposer takes his own back the same way. */
final class RejectPrices implements UseCase<Command, PriceChangeView> {
    record Command(PriceChangeId priceChange, String why) {
        Command {
            if (why.length() > 500) {
                throw new IllegalArgumentException("has a reason of more than 500 characters");
            }
        }
    }

    @Override
    public Control control() {
        return Control.of("reject-prices", "Refuses proposed prices; what held before holds on.")
                .asSensitive()
                .publishing(EventType.PRICES_REJECTED)
                .refusing(Problem.NOT_FOUND, Problem.STALE_VERSION, Problem.ALREADY_DECIDED, Problem.REASON_MISSING);
    }

    @Override
    public Permission permission() {
        return Permission.PROPOSE_PRICES;
    }

    @Override
    public PriceChangeView run(Command command, Work work) {
        PriceChangeView view = PriceRows.lock(work, command.priceChange());
        PriceRows.requireCompanyWide(
                work, view.proposedBy().equals(work.person()) ? permission() : Permission.APPROVE_PRICES);
        work.requireVersion(view.version());
        PriceRows.requireUndecided(view);
        if (command.why().isBlank()) {
            throw new Refused(Problem.REASON_MISSING, "Say why these prices are refused.");
        }
        work.sql(PriceRows.Sql.class)
                .decide(view.priceChange(), PriceChangeState.REJECTED, work.person(), work.now(), command.why());
        work.publish(
                new PricesRejected(view.priceChange(), view.priceList(), work.person(), command.why(), work.now()),
                null);
        return PriceRows.written(work, view.priceChange());
    }
}
