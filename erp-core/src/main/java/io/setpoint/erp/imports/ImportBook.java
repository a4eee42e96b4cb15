package io.setpoint.erp.imports;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.erp.imports.api.ImportRow;
import io.setpoint.erp.imports.api.ImportTarget;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.SingleValue;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Imports in their tables. */
final class ImportBook {
    private static final int SHOWN = 20;

    record Header(
            String importId,
            String kind,
            String mediaType,
            String sha256,
            ImportState state,
            int version,
            int lines,
            int fresh,
            int existing,
            int errors,
            PersonId checkedBy,
            Instant checkedAt,
            @Nullable PersonId committedBy,
            @Nullable Instant committedAt,
            @Nullable PersonId reversedBy,
            @Nullable Instant reversedAt,
            @Nullable String why) {}

    interface Sql {
        @SqlQuery("select import_id from import_batch where import_id = :id for no key update")
        Optional<String> lock(String id);

        @SqlQuery("select import_id from import_batch where kind = :kind and sha256 = :sha256 and state = 'COMMITTED'")
        Optional<String> committed(String kind, String sha256);

        @SqlQuery("""
                select import_id, kind, media_type, sha256, state, version, lines, fresh, existing, errors, checked_by,
                       checked_at, committed_by, committed_at, reversed_by, reversed_at, why
                  from import_batch
                 where import_id = :id
                """)
        Optional<Header> header(String id);

        @SqlQuery("""
                select line, column_name as "column", cell, message
                  from import_error
                 where import_id = :id and error_no > :after
                 order by error_no
                 limit :limit
                """)
        List<ImportRow.Fault> errors(String id, int after, int limit);

        @SqlQuery("select import_id from import_batch where :after::text is null or import_id < :after"
                + " order by import_id desc limit :limit")
        List<String> list(@Nullable String after, int limit);

        @SqlQuery("select content from import_file where import_id = :id")
        @SingleValue
        byte[] content(String id);

        @SqlQuery("select key from import_key where import_id = :id order by key")
        List<String> keys(String id);

        @SqlUpdate("""
                insert into import_key (company_id, import_id, key)
                select current_company(), :id, unnest(:keys)
                """)
        void insertKeys(String id, List<String> keys);

        @SqlUpdate("""
                update import_batch
                   set state = 'COMMITTED', version = version + 1, fresh = :fresh, existing = :existing,
                       committed_by = :person, committed_at = :now
                 where import_id = :id
                """)
        void commit(String id, int fresh, int existing, PersonId person, Instant now);

        @SqlUpdate("""
                update import_batch
                   set state = 'REVERSED', version = version + 1, reversed_by = :person, reversed_at = :now, why = :why
                 where import_id = :id
                """)
        void reverse(String id, PersonId person, Instant now, String why);
    }

    private ImportBook() {}

    /** Master data is the company's, not a site's: a right at single sites is not enough. */
    static void requireCompanyWide(Actor actor, Permission permission) {
        if (!actor.everywhere().contains(permission)) {
            throw new Refused(
                    Problem.FORBIDDEN, "It needs the permission " + permission.code() + " for the whole company.");
        }
    }

    static ImportTarget target(List<ImportTarget> targets, String kind) {
        return targets.stream()
                .filter(target -> target.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND, "There is no import of " + kind + ".")
                        .allowing(targets.stream().map(ImportTarget::kind).toList()));
    }

    /** Locks an import, the first lock of every step on it. */
    static ImportView lock(Work work, String id) {
        return work.sql(Sql.class)
                .lock(id)
                .map(locked -> get(work.handle(), locked))
                .orElseThrow(() -> unknown(id));
    }

    static ImportView get(Handle handle, String id) {
        Sql sql = handle.attach(Sql.class);
        Header row = sql.header(id).orElseThrow(() -> unknown(id));
        return new ImportView(
                row.importId(),
                row.kind(),
                row.mediaType(),
                row.sha256(),
                row.state(),
                row.version(),
                row.lines(),
                row.fresh(),
                row.existing(),
                row.errors(),
                row.checkedBy(),
                row.checkedAt(),
                row.committedBy(),
                row.committedAt(),
                row.reversedBy(),
                row.reversedAt(),
                row.why(),
                sql.errors(id, 0, SHOWN));
    }

    private static Refused unknown(String id) {
        return new Refused(Problem.NOT_FOUND, "There is no import " + id + ".");
    }
}
