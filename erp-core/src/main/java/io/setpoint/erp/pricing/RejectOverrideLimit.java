package io.setpoint.erp.pricing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.OverrideLimitId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.pricing.RejectOverrideLimit.Command;

/** Refuses a limit of price overrides; the proposer takes his own back the same way. */
final class RejectOverrideLimit implements UseCase<Command, OverrideLimitView> {
    record Command(OverrideLimitId overrideLimit, String why) {
        Command {
            if (why.length() > 500) {
                throw new IllegalArgumentException("has a reason of more than 500 characters");
            }
        }
    }

    @Override
    public Control control() {
        return Control.of("reject-override-limit", "Refuses a limit of price overrides.")
                .asSensitive()
                .publishing(EventType.OVERRIDE_LIMIT_DECIDED)
                .refusing(Problem.NOT_FOUND, Problem.STALE_VERSION, Problem.ALREADY_DECIDED, Problem.REASON_MISSING);
    }

    @Override
    public Permission permission() {
        return Permission.PROPOSE_PRICES;
    }

    @Override
    public OverrideLimitView run(Command command, Work work) {
        OverrideLimitView limit = OverrideLimitRows.lock(work, command.overrideLimit());
        work.requireEverywhere(
                limit.proposedBy().equals(work.person()) ? Permission.PROPOSE_PRICES : Permission.APPROVE_PRICES);
        work.requireVersion(limit.version());
        if (command.why().isBlank()) {
            throw new Refused(Problem.REASON_MISSING, "Say why this limit is refused.");
        }
        return OverrideLimitRows.decide(work, limit, PriceChangeState.REJECTED, command.why());
    }
}
