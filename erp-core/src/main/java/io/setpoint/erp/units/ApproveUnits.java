package io.setpoint.erp.units;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.UnitsApproved;
import io.setpoint.contracts.values.UnitChangeId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Separation;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.units.ApproveUnits.Command;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets units hold that another person proposed, from their time on. */
final class ApproveUnits implements UseCase<Command, UnitChangeView> {
    record Command(UnitChangeId unitChange, @Nullable String note) {
        Command {
            if (note != null && note.length() > 500) {
                throw new IllegalArgumentException("has a note of more than 500 characters");
            }
        }
    }

    @Override
    public Control control() {
        return Control.of("approve-units", "Lets units hold that another person proposed, never for the past.")
                .asSensitive()
                .publishing(EventType.UNITS_APPROVED)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.SELF_APPROVAL,
                        Problem.STALE_VERSION,
                        Problem.ALREADY_DECIDED,
                        Problem.TAKES_EFFECT_TOO_SOON);
    }

    @Override
    public Permission permission() {
        return Permission.APPROVE_UNITS;
    }

    @Override
    public Separation separation(Command command, Work work) {
        return new Separation(Set.of(UnitRows.lock(work, command.unitChange()).proposedBy()), null);
    }

    @Override
    public UnitChangeView run(Command command, Work work) {
        UnitChangeView view = UnitRows.lock(work, command.unitChange());
        UnitRows.requireCompanyWide(work, permission());
        work.requireVersion(view.version());
        UnitRows.requireUndecided(view);
        Instant holdsFrom = UnitRows.notBefore(work, view.validFrom());
        work.sql(UnitRows.Sql.class)
                .decide(
                        view.unitChange(),
                        UnitChangeState.APPROVED,
                        work.person(),
                        work.now(),
                        command.note(),
                        holdsFrom);
        work.publish(
                new UnitsApproved(view.unitChange(), holdsFrom, view.proposedBy(), work.person(), work.now()), null);
        return UnitRows.written(work, view.unitChange());
    }
}
