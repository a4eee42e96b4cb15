package io.setpoint.erp.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.erp.kernel.Json;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads of the model registry. */
final class ModelQueries {
    public record Row(
            String sha256,
            String kind,
            int modelVersion,
            int bytes,
            String metrics,
            String provenance,
            String card,
            ModelState state,
            PersonId trainedBy,
            Instant registeredAt,
            @Nullable PersonId promotedBy,
            @Nullable Instant promotedAt,
            @Nullable PersonId retiredBy,
            @Nullable Instant retiredAt,
            int version) {
        ModelView view() {
            return new ModelView(
                    sha256,
                    kind,
                    modelVersion,
                    bytes,
                    tree(metrics),
                    tree(provenance),
                    card,
                    state,
                    trainedBy,
                    registeredAt,
                    promotedBy,
                    promotedAt,
                    retiredBy,
                    retiredAt,
                    version);
        }

        private static JsonNode tree(String json) {
            try {
                return Json.events().readTree(json);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("the registry holds JSON that cannot be read", e);
            }
        }
    }

    interface Sql {
        String COLUMNS = """
                select sha256, kind, model_version, length(content) as bytes, metrics, provenance, card, state,
                       trained_by, registered_at, promoted_by, promoted_at, retired_by, retired_at, version
                  from model
                """;

        @SqlQuery(COLUMNS + " where sha256 = :sha256")
        @RegisterConstructorMapper(Row.class)
        Optional<Row> find(String sha256);

        @SqlQuery(COLUMNS + """
                 where (registered_at, sha256) < (:before, :sha256)
                 order by registered_at desc, sha256 desc
                 limit :limit
                """)
        @RegisterConstructorMapper(Row.class)
        List<Row> list(Instant before, String sha256, int limit);
    }

    private static final Instant NEWEST = Instant.parse("9999-12-31T00:00:00Z");

    private ModelQueries() {}

    static ModelView view(Handle handle, String sha256) {
        return handle.attach(Sql.class)
                .find(sha256)
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND, "There is no model " + sha256))
                .view();
    }

    /** Newest first; the cursor is the hash of the last one shown. */
    static Page<ModelView> list(Handle handle, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        Sql sql = handle.attach(Sql.class);
        Instant before = NEWEST;
        if (cursor != null) {
            before = sql.find(cursor)
                    .orElseThrow(() -> new Refused(Problem.INVALID, "The cursor is none of ours"))
                    .registeredAt();
        }
        Page<Row> page = Page.of(sql.list(before, cursor == null ? "" : cursor, size + 1), size, Row::sha256);
        return new Page<>(page.items().stream().map(Row::view).toList(), page.next());
    }
}
