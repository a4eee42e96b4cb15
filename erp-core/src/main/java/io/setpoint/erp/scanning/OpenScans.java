package io.setpoint.erp.scanning;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.scanning.OpenScans.Command;
import java.util.Optional;

/** Begins to scan for a document, or goes on where the same person stopped. */
final class OpenScans implements UseCase<Command, SessionView> {
    /**
     * What to do with which document.
     *
     * @param document the purchase order to receive, the order to pick, the count, or the receipt to put away
     */
    record Command(ScanTask task, String document) {}

    @Override
    public Control control() {
        return Control.of("open-scans", "Begins to scan for a receipt, a put-away, a pick or a count.")
                .refusing(Problem.NOT_FOUND, Problem.NOTHING_TO_DO);
    }

    /** Each task needs its own right at the document's site. */
    @Override
    public Permission permission() {
        return Permission.VIEW;
    }

    @Override
    public SessionView run(Command command, Work work) {
        ScanSessions.Sql sql = work.sql(ScanSessions.Sql.class);
        Optional<SiteId> found = switch (command.task()) {
            case PICK -> sql.siteOfOrder(command.document());
            case RECEIVE -> sql.siteOfPurchase(command.document());
            case COUNT -> sql.siteOfCount(command.document());
            case PUT_AWAY -> sql.siteOfReceipt(command.document());
        };
        SiteId site = found.orElseThrow(
                () -> new Refused(Problem.NOT_FOUND, "There is no open document " + command.document()));
        work.requireAt(command.task().permission(), site);
        String session = work.number("SC");
        if (sql.open(session, site, command.task(), command.document(), work.person(), work.now()) == 0) {
            session = sql.openOf(command.document(), work.person())
                    .orElseThrow(() -> new Refused(Problem.NOTHING_TO_DO, "It was confirmed just now"));
        }
        SessionView view = ScanSessions.view(work.handle(), session);
        if (view.lines().isEmpty()) {
            throw new Refused(Problem.NOTHING_TO_DO, "Nothing of %s is open".formatted(command.document()));
        }
        return view;
    }
}
