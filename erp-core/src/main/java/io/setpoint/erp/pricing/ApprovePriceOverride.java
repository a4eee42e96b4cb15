package io.setpoint.erp.pricing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.PriceOverrideId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Separation;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.pricing.ApprovePriceOverride.Command;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Allows one order line a price that another person asked for, up to the approver's limit. */
final class ApprovePriceOverride implements UseCase<Command, OverrideView> {
    record Command(PriceOverrideId priceOverride, @Nullable String note) {
        Command {
            if (note != null && note.length() > 500) {
                throw new IllegalArgumentException("has a note of more than 500 characters");
            }
        }
    }

    @Override
    public Control control() {
        return Control.of("approve-price-override", "Allows one order line a price that another person asked for.")
                .asSensitive()
                .publishing(EventType.PRICE_OVERRIDE_DECIDED)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.SELF_APPROVAL,
                        Problem.STALE_VERSION,
                        Problem.ALREADY_DECIDED,
                        Problem.WRONG_STATE);
    }

    @Override
    public Permission permission() {
        return Permission.APPROVE_PRICE_OVERRIDE;
    }

    @Override
    public Separation separation(Command command, Work work) {
        OverrideView view = OverrideRows.lock(work, command.priceOverride());
        return new Separation(Set.of(view.proposedBy()), view.site());
    }

    @Override
    public OverrideView run(Command command, Work work) {
        OverrideView view = OverrideRows.lock(work, command.priceOverride());
        work.requireAt(OverridePolicy.needed(view.percentOff(), OverrideLimitRows.percent(work.handle())), view.site());
        work.requireVersion(view.version());
        OverrideRows.requireUndecided(view);
        if (!view.validUntil().isAfter(work.now())) {
            throw new Refused(Problem.WRONG_STATE, "It could be used until " + view.validUntil() + ".");
        }
        return OverrideRows.decide(work, view, OverrideState.APPROVED, command.note());
    }
}
