package io.setpoint.erp.pricing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.OverrideLimitProposed;
import io.setpoint.contracts.values.OverrideLimitId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.pricing.ProposeOverrideLimit.Command;
import java.math.BigDecimal;

/** Asks that the lower right to approve price overrides reaches another percentage; another person has to approve it. */
final class ProposeOverrideLimit implements UseCase<Command, OverrideLimitView> {
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    record Command(BigDecimal percent, String why) {
        Command {
            if (percent.signum() < 0 || percent.compareTo(ALL) > 0 || percent.scale() > OverridePolicy.SCALE) {
                throw new IllegalArgumentException("needs a percentage of 0 to 100 with at most four decimals");
            }
            if (why.length() > 500) {
                throw new IllegalArgumentException("has a reason of more than 500 characters");
            }
        }
    }

    @Override
    public Control control() {
        return Control.of(
                        "propose-override-limit",
                        "Asks that the lower right to approve price overrides reaches another percentage.")
                .asSensitive()
                .publishing(EventType.OVERRIDE_LIMIT_PROPOSED)
                .refusing(Problem.REASON_MISSING, Problem.NOTHING_TO_DO);
    }

    @Override
    public Permission permission() {
        return Permission.PROPOSE_PRICES;
    }

    @Override
    public OverrideLimitView run(Command command, Work work) {
        work.requireEverywhere(permission());
        if (command.why().isBlank()) {
            throw new Refused(Problem.REASON_MISSING, "Say why another limit is needed.");
        }
        if (OverrideLimitRows.percent(work.handle()).compareTo(command.percent()) == 0) {
            throw new Refused(Problem.NOTHING_TO_DO, "That is the limit already.");
        }
        OverrideLimitId id = new OverrideLimitId(work.number("OL"));
        work.sql(OverrideLimitRows.Sql.class).insert(id, command.percent(), command.why(), work.person(), work.now());
        work.publish(new OverrideLimitProposed(id, command.percent(), command.why(), work.person(), work.now()), null);
        return OverrideLimitRows.find(work.handle(), id);
    }
}
