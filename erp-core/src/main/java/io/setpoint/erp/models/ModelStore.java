package io.setpoint.erp.models;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The locked row of a model, for those who change what it may do. */
final class ModelStore {
    public record Row(
            String sha256, String kind, int modelVersion, ModelState state, PersonId trainedBy, int version) {}

    interface Sql {
        @SqlQuery("select kind from model where sha256 = :sha256")
        Optional<String> kind(String sha256);

        @SqlQuery("""
                select sha256, kind, model_version, state, trained_by, version
                  from model
                 where sha256 = :sha256
                   for no key update
                """)
        @RegisterConstructorMapper(Row.class)
        Optional<Row> lock(String sha256);

        @SqlQuery("""
                select sha256, kind, model_version, state, trained_by, version
                  from model
                 where kind = :kind and state = 'LIVE'
                   for no key update
                """)
        @RegisterConstructorMapper(Row.class)
        Optional<Row> live(String kind);

        @SqlQuery("select encode(content, 'base64') from model where sha256 = :sha256")
        String content(String sha256);

        @SqlUpdate("""
                update model
                   set state = 'LIVE', promoted_by = :person, promoted_at = :now, retired_by = null, retired_at = null,
                       version = version + 1
                 where sha256 = :sha256
                """)
        void promote(String sha256, PersonId person, Instant now);

        @SqlUpdate("""
                update model
                   set state = 'RETIRED', retired_by = :person, retired_at = :now, version = version + 1
                 where sha256 = :sha256
                """)
        void retire(String sha256, PersonId person, Instant now);
    }

    private ModelStore() {}

    /** Locks a model, after all of its kind, so that one of a kind is live at a time. */
    static Row lock(Work work, String sha256) {
        Sql sql = work.sql(Sql.class);
        sql.kind(sha256).ifPresent(kind -> work.sql(RegisterModel.Sql.class).lock(kind));
        return sql.lock(sha256).orElseThrow(() -> new Refused(Problem.NOT_FOUND, "There is no model " + sha256));
    }
}
