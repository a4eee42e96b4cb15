package io.setpoint.erp.imports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.erp.imports.api.ImportRow;
import io.setpoint.erp.imports.api.ImportTarget;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.DatabaseFailure;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Keeps a file with what checking it found. A file that was committed already is found again, and nothing is kept. */
final class RecordImport implements UseCase<RecordImport.Command, ImportView> {
    /** A file that was checked; the same file is the same command. */
    record Command(
            String kind,
            String mediaType,
            String sha256,
            @JsonIgnore Path file,
            @JsonIgnore ImportCheck check) {}

    interface Sql {
        @SqlUpdate("""
                insert into import_batch (company_id, import_id, kind, media_type, sha256, state, lines, fresh, existing,
                                          errors, checked_by, checked_at)
                values (current_company(), :id, :kind, :mediaType, :sha256, :state, :lines, :fresh, :existing, :errors,
                        :person, :now)
                """)
        void insert(
                String id,
                String kind,
                String mediaType,
                String sha256,
                ImportState state,
                int lines,
                int fresh,
                int existing,
                int errors,
                PersonId person,
                Instant now);

        @SqlUpdate("""
                insert into import_error (company_id, import_id, error_no, line, column_name, cell, message)
                select current_company(), :id, e.error_no, e.line, e.column_name, e.cell, e.message
                  from unnest(:numbers, :lines, :columns, :cells, :messages)
                       as e (error_no, line, column_name, cell, message)
                """)
        void insertErrors(
                String id,
                List<Integer> numbers,
                List<Integer> lines,
                List<@Nullable String> columns,
                List<@Nullable String> cells,
                List<String> messages);
    }

    private final List<ImportTarget> targets;

    RecordImport(List<ImportTarget> targets) {
        this.targets = List.copyOf(targets);
    }

    @Override
    public Control control() {
        return Control.of(
                        "record-import",
                        "Keeps a file of master data with what checking it found; writes no row of it.")
                .refusing(Problem.NOT_FOUND);
    }

    /** {@link #run} narrows it to the permission of the kind of file. */
    @Override
    public Permission permission() {
        return Permission.VIEW;
    }

    @Override
    public ImportView run(Command command, Work work) {
        ImportBook.requireCompanyWide(
                work.actor(), ImportBook.target(targets, command.kind()).permission());
        Optional<String> committed = work.sql(ImportBook.Sql.class).committed(command.kind(), command.sha256());
        if (committed.isPresent()) {
            return ImportBook.get(work.handle(), committed.get());
        }
        String id = work.number("IM");
        ImportCheck check = command.check();
        Sql sql = work.sql(Sql.class);
        sql.insert(
                id,
                command.kind(),
                command.mediaType(),
                command.sha256(),
                check.errors() == 0 ? ImportState.CHECKED : ImportState.FAULTY,
                check.lines(),
                check.fresh(),
                check.existing(),
                check.errors(),
                work.person(),
                work.now());
        insertErrors(sql, id, check.faults());
        insertFile(work, id, command.file());
        return ImportBook.get(work.handle(), id);
    }

    private static void insertErrors(Sql sql, String id, List<ImportRow.Fault> faults) {
        List<@Nullable String> columns = new ArrayList<>();
        List<@Nullable String> cells = new ArrayList<>();
        for (ImportRow.Fault fault : faults) {
            columns.add(fault.column());
            cells.add(fault.cell());
        }
        sql.insertErrors(
                id,
                IntStream.rangeClosed(1, faults.size()).boxed().toList(),
                faults.stream().map(ImportRow.Fault::line).toList(),
                columns,
                cells,
                faults.stream().map(ImportRow.Fault::message).toList());
    }

    private static void insertFile(Work work, String id, Path file) {
        try (InputStream content = Files.newInputStream(file);
                PreparedStatement insert = work.handle()
                        .getConnection()
                        .prepareStatement("insert into import_file (company_id, import_id, content)"
                                + " values (current_company(), ?, ?)")) {
            insert.setString(1, id);
            insert.setBinaryStream(2, content, Files.size(file));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
