package io.setpoint.erp.models;

import static io.setpoint.contracts.events.EventType.MODEL_REGISTERED;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.ModelRegistered;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** A trained model comes into the registry: the file, what it was trained on and how well it did. It scores nothing yet. */
final class RegisterModel implements UseCase<RegisterModel.Command, ModelView> {
    /** The kinds something in the streaming job can score with. */
    static final Set<String> KINDS = Set.of("late-order", "suspicious-adjustment");

    /** Bytes a file may have: in Base64 it must fit into one record of the event log. */
    static final int MOST_BYTES = 700_000;

    private static final int LONGEST_TEXT = 50_000;

    /**
     * What a trainer sends.
     *
     * @param content the file in Base64
     * @param sha256 of the file, in lower-case hex
     */
    record Command(String kind, String content, String sha256, JsonNode metrics, JsonNode provenance, String card) {}

    interface Sql {
        @SqlQuery("select pg_advisory_xact_lock(hashtextextended(current_company() || '|models|' || :kind, 0))::text")
        String lock(String kind);

        @SqlQuery("select exists (select from model where sha256 = :sha256)")
        boolean exists(String sha256);

        @SqlQuery("""
                insert into model (company_id, sha256, kind, model_version, content, metrics, provenance, card, state,
                                   trained_by, registered_at)
                select current_company(), :sha256, :kind, 1 + coalesce(max(model_version), 0), :content, :metrics,
                       :provenance, :card, 'PROPOSED', :person, :now
                  from model
                 where kind = :kind
                returning model_version
                """)
        int insert(
                String sha256,
                String kind,
                byte[] content,
                String metrics,
                String provenance,
                String card,
                PersonId person,
                Instant now);
    }

    @Override
    public Control control() {
        return Control.of("register-model", "Puts a trained model into the registry; it scores nothing yet.")
                .publishing(MODEL_REGISTERED)
                .refusing(Problem.INVALID, Problem.HASH_MISMATCH, Problem.ALREADY_EXISTS);
    }

    @Override
    public Permission permission() {
        return Permission.REGISTER_MODEL;
    }

    /** The file itself stays out of the audit. */
    @Override
    public Object detail(Command command) {
        return Map.of("kind", command.kind(), "sha256", command.sha256());
    }

    @Override
    public ModelView run(Command command, Work work) {
        if (!KINDS.contains(command.kind())) {
            throw new Refused(Problem.INVALID, "There is no model kind " + command.kind())
                    .allowing(List.copyOf(KINDS).stream().sorted().toList());
        }
        String metrics = command.metrics().toString();
        String provenance = command.provenance().toString();
        if (!command.metrics().isObject()
                || !command.provenance().isObject()
                || command.card().isBlank()) {
            throw new Refused(Problem.INVALID, "Metrics and provenance are objects, the card says something");
        }
        if (metrics.length() > LONGEST_TEXT
                || provenance.length() > LONGEST_TEXT
                || command.card().length() > LONGEST_TEXT) {
            throw new Refused(
                    Problem.INVALID, "Metrics, provenance and card have at most " + LONGEST_TEXT + " characters each");
        }
        byte[] content = content(command);
        Sql sql = work.sql(Sql.class);
        sql.lock(command.kind());
        if (sql.exists(command.sha256())) {
            throw new Refused(Problem.ALREADY_EXISTS, "The model %s is registered".formatted(command.sha256()));
        }
        int version = sql.insert(
                command.sha256(),
                command.kind(),
                content,
                metrics,
                provenance,
                command.card(),
                work.person(),
                work.now());
        work.publish(new ModelRegistered(command.sha256(), command.kind(), version, work.person(), work.now()), null);
        return ModelQueries.view(work.handle(), command.sha256());
    }

    private static byte[] content(Command command) {
        byte[] content;
        try {
            content = Base64.getDecoder().decode(command.content());
        } catch (IllegalArgumentException e) {
            Refused refused = new Refused(Problem.INVALID, "The content is not Base64");
            refused.addSuppressed(e);
            throw refused;
        }
        if (content.length == 0 || content.length > MOST_BYTES) {
            throw new Refused(Problem.INVALID, "A model has 1 to " + MOST_BYTES + " bytes");
        }
        String sha256 = sha256(content);
        if (!sha256.equals(command.sha256())) {
            throw new Refused(
                    Problem.HASH_MISMATCH,
                    "The content has the SHA-256 %s, not %s".formatted(sha256, command.sha256()));
        }
        return content;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
