package io.setpoint.erp.pricing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.PriceOverrideId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.pricing.RejectPriceOverride.Command;

/** Refuses a price override; the proposer takes his own back the same way. */
final class RejectPriceOverride implements UseCase<Command, OverrideView> {
    record Command(PriceOverrideId priceOverride, String why) {
        Command {
            if (why.length() > 500) {
                throw new IllegalArgumentException("has a reason of more than 500 characters");
            }
        }
    }

    @Override
    public Control control() {
        return Control.of("reject-price-override", "Refuses a price override; the list's price holds.")
                .asSensitive()
                .publishing(EventType.PRICE_OVERRIDE_DECIDED)
                .refusing(Problem.NOT_FOUND, Problem.STALE_VERSION, Problem.ALREADY_DECIDED, Problem.REASON_MISSING);
    }

    @Override
    public Permission permission() {
        return Permission.PROPOSE_PRICE_OVERRIDE;
    }

    @Override
    public OverrideView run(Command command, Work work) {
        OverrideView view = OverrideRows.lock(work, command.priceOverride());
        work.requireAt(
                view.proposedBy().equals(work.person())
                        ? Permission.PROPOSE_PRICE_OVERRIDE
                        : Permission.APPROVE_PRICE_OVERRIDE,
                view.site());
        work.requireVersion(view.version());
        OverrideRows.requireUndecided(view);
        if (command.why().isBlank()) {
            throw new Refused(Problem.REASON_MISSING, "Say why this price is refused.");
        }
        return OverrideRows.decide(work, view, OverrideState.REJECTED, command.why());
    }
}
