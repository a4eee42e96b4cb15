package io.setpoint.erp.units;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.UnitsRejected;
import io.setpoint.contracts.values.UnitChangeId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.units.RejectUnits.Command;

/** Refuses proposed units; the proposer takes his own back the same way. */
final class RejectUnits implements UseCase<Command, UnitChangeView> {
    record Command(UnitChangeId unitChange, String why) {
        Command {
            if (why.length() > 500) {
                throw new IllegalArgumentException("has a reason of more than 500 characters");
            }
        }
    }

    @Override
    public Control control() {
        return Control.of("reject-units", "Refuses proposed units; what held before holds on.")
                .asSensitive()
                .publishing(EventType.UNITS_REJECTED)
                .refusing(Problem.NOT_FOUND, Problem.STALE_VERSION, Problem.ALREADY_DECIDED, Problem.REASON_MISSING);
    }

    @Override
    public Permission permission() {
        return Permission.PROPOSE_UNITS;
    }

    @Override
    public UnitChangeView run(Command command, Work work) {
        UnitChangeView view = UnitRows.lock(work, command.unitChange());
        UnitRows.requireCompanyWide(
                work, view.proposedBy().equals(work.person()) ? permission() : Permission.APPROVE_UNITS);
        work.requireVersion(view.version());
        UnitRows.requireUndecided(view);
        if (command.why().isBlank()) {
            throw new Refused(Problem.REASON_MISSING, "Say why these units are refused.");
        }
        work.sql(UnitRows.Sql.class)
                .decide(view.unitChange(), UnitChangeState.REJECTED, work.person(), work.now(), command.why(), null);
        work.publish(new UnitsRejected(view.unitChange(), work.person(), command.why(), work.now()), null);
        return UnitRows.written(work, view.unitChange());
    }
}
