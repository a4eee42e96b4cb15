package io.setpoint.erp.pricing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.OverrideLimitId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Separation;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.pricing.ApproveOverrideLimit.Command;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets a limit of price overrides that another person asked for hold for approvals from now on. */
final class ApproveOverrideLimit implements UseCase<Command, OverrideLimitView> {
    record Command(OverrideLimitId overrideLimit, @Nullable String note) {
        Command {
            if (note != null && note.length() > 500) {
                throw new IllegalArgumentException("has a note of more than 500 characters");
            }
        }
    }

    @Override
    public Control control() {
        return Control.of(
                        "approve-override-limit", "Lets a limit of price overrides that another person asked for hold.")
                .asSensitive()
                .publishing(EventType.OVERRIDE_LIMIT_DECIDED)
                .refusing(Problem.NOT_FOUND, Problem.SELF_APPROVAL, Problem.STALE_VERSION, Problem.ALREADY_DECIDED);
    }

    @Override
    public Permission permission() {
        return Permission.APPROVE_PRICES;
    }

    @Override
    public Separation separation(Command command, Work work) {
        return new Separation(
                Set.of(OverrideLimitRows.lock(work, command.overrideLimit()).proposedBy()), null);
    }

    @Override
    public OverrideLimitView run(Command command, Work work) {
        work.requireEverywhere(permission());
        OverrideLimitView limit = OverrideLimitRows.lock(work, command.overrideLimit());
        work.requireVersion(limit.version());
        return OverrideLimitRows.decide(work, limit, PriceChangeState.APPROVED, command.note());
    }
}
