package io.setpoint.erp.imports;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.erp.imports.api.ImportRow;
import io.setpoint.erp.imports.api.ImportTarget;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;

/**
 * Writes a checked file, all rows or none, through the use cases of its kind: so each row is under the rights, rules,
 * events and second persons it would be under if it were typed. The same file counts once.
 */
final class CommitImport implements UseCase<CommitImport.Command, ImportView> {
    private static final int SHOWN = 20;

    /**
     * The file.
     *
     * @param sha256 of what was checked, as the check answered
     */
    record Command(String importId, String sha256) {}

    private final List<ImportTarget> targets;

    CommitImport(List<ImportTarget> targets) {
        this.targets = List.copyOf(targets);
    }

    @Override
    public Control control() {
        return Control.of("commit-import", "Writes a checked file, all rows or none; the same file counts once.")
                .asSensitive()
                .publishing(targets.stream()
                        .flatMap(target -> target.useCases().stream())
                        .flatMap(useCase -> useCase.control().events().stream())
                        .distinct()
                        .toArray(EventType[]::new))
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.STALE_VERSION,
                        Problem.HASH_MISMATCH,
                        Problem.WRONG_STATE,
                        Problem.IMPORT_FAULTY,
                        Problem.FILE_UNREADABLE);
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
        if (!view.sha256().equals(command.sha256())) {
            throw new Refused(
                    Problem.HASH_MISMATCH, "The file that was checked has the SHA-256 " + view.sha256() + ".");
        }
        ImportBook.Sql sql = work.sql(ImportBook.Sql.class);
        Optional<String> committed = sql.committed(view.kind(), view.sha256());
        if (committed.isPresent()) {
            return ImportBook.get(work.handle(), committed.get());
        }
        if (view.state() == ImportState.FAULTY) {
            throw new Refused(Problem.IMPORT_FAULTY, "The file has " + view.errors() + " errors.")
                    .at(view.firstErrors().stream().map(CommitImport::error).toList());
        }
        if (view.state() != ImportState.CHECKED) {
            throw new Refused(Problem.WRONG_STATE, view.importId() + " was taken back; send the file again.");
        }
        ImportTarget.Batch batch = target.begin(work.company());
        try (Upload file = Upload.of(new ByteArrayInputStream(sql.content(view.importId())))) {
            Table.read(file.file(), view.mediaType(), target, rows -> {
                batch.check(work.handle(), rows);
                requireRight(rows);
                batch.write(work);
            });
        }
        sql.insertKeys(view.importId(), batch.created());
        sql.commit(view.importId(), batch.fresh(), batch.existing(), work.person(), work.now());
        return ImportBook.get(work.handle(), view.importId());
    }

    /** What was right when the file was checked may be wrong now. */
    private static void requireRight(List<ImportRow> rows) {
        List<Refused.FieldError> errors = rows.stream()
                .flatMap(row -> row.faults().stream())
                .limit(SHOWN)
                .map(CommitImport::error)
                .toList();
        if (!errors.isEmpty()) {
            throw new Refused(Problem.IMPORT_FAULTY, "Since the file was checked, rows of it went wrong.").at(errors);
        }
    }

    private static Refused.FieldError error(ImportRow.Fault fault) {
        String column = fault.column();
        return new Refused.FieldError("line " + fault.line() + (column == null ? "" : ", " + column), fault.message());
    }
}
