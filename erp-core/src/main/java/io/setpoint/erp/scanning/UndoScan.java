package io.setpoint.erp.scanning;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.scanning.UndoScan.Command;

/** Takes the last scan of a session back. */
final class UndoScan implements UseCase<Command, SessionView> {
    record Command(String session) {}

    @Override
    public Control control() {
        return Control.of("undo-scan", "Takes the last scan of a session back.")
                .refusing(Problem.NOT_FOUND, Problem.WRONG_STATE, Problem.NOTHING_TO_DO);
    }

    /** Each task needs its own right at the document's site. */
    @Override
    public Permission permission() {
        return Permission.VIEW;
    }

    @Override
    public SessionView run(Command command, Work work) {
        ScanSessions.lock(work, command.session());
        ScanSessions.undo(work, command.session());
        work.sql(ScanSessions.Sql.class).touch(command.session());
        return ScanSessions.view(work.handle(), command.session());
    }
}
