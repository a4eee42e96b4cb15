package io.setpoint.erp.imports;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.erp.imports.api.ImportTarget;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.util.List;

/** Takes back what a file created, all of it, as long as nothing was built on any of it. */
final class UndoImport implements UseCase<UndoImport.Command, ImportView> {
    private static final int SHOWN = 100;

    record Command(String importId, String why) {
        Command {
            if (why.length() > 500) {
                throw new IllegalArgumentException("has a reason of more than 500 characters");
            }
        }
    }

    private final List<ImportTarget> targets;

    UndoImport(List<ImportTarget> targets) {
        this.targets = List.copyOf(targets);
    }

    @Override
    public Control control() {
        return Control.of("undo-import", "Takes back what a file created, while nothing was built on any of it.")
                .asSensitive()
                .publishing(
                        EventType.ITEM_WITHDRAWN,
                        EventType.CUSTOMER_WITHDRAWN,
                        EventType.UNITS_REJECTED,
                        EventType.PRICES_REJECTED,
                        EventType.SUPPLIER_CHANGE_REJECTED)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.STALE_VERSION,
                        Problem.WRONG_STATE,
                        Problem.REASON_MISSING,
                        Problem.IN_USE);
    }

    /** {@link #run} narrows it to the permission of the kind of file. */
    @Override
    public Permission permission() {
        return Permission.VIEW;
    }

    @Override
    public ImportView run(Command command, Work work) {
        ImportView view = ImportBook.lock(work, command.importId());
        ImportTarget target = ImportBook.target(targets, view.kind());
        ImportBook.requireCompanyWide(work.actor(), target.permission());
        work.requireVersion(view.version());
        if (command.why().isBlank()) {
            throw new Refused(Problem.REASON_MISSING, "Say why the import is taken back.");
        }
        if (view.state() != ImportState.COMMITTED) {
            throw new Refused(Problem.WRONG_STATE, view.importId() + " is " + view.state() + ".");
        }
        ImportBook.Sql sql = work.sql(ImportBook.Sql.class);
        List<String> keys = sql.keys(view.importId());
        List<String> builtOn = target.builtOn(work, keys);
        if (!builtOn.isEmpty()) {
            throw new Refused(Problem.IN_USE, "Nothing is taken back, because some of it is in use.")
                    .at(builtOn.stream()
                            .limit(SHOWN)
                            .map(sentence -> new Refused.FieldError("import", sentence))
                            .toList());
        }
        target.undo(work, keys, command.why());
        sql.reverse(view.importId(), work.person(), work.now(), command.why());
        return ImportBook.get(work.handle(), view.importId());
    }
}
