package io.setpoint.erp.kernel;

import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.PersonId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs use cases: one transaction holds the change, its events, its audit row and its idempotency key. Nothing else
 * opens a write transaction.
 */
public final class UseCases {
    /** Each transaction holds it shared; whoever takes it exclusively for a moment knows that no commit is under way. */
    public static final long COMMIT_GATE = 7355608L;

    private static final Logger LOG = LoggerFactory.getLogger(UseCases.class);
    private static final int ATTEMPTS = 4;

    private final Jdbi jdbi;
    private final Clock clock;
    private final Numbers numbers = new Numbers();
    private final SqlObjects sqlObjects;
    private final Map<CompanyId, Currency> currencies = new ConcurrentHashMap<>();
    private final AtomicLong retries = new AtomicLong();

    /** The pool behind {@code jdbi} hands out connections without auto-commit. */
    public UseCases(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.sqlObjects = new SqlObjects(jdbi);
        this.clock = clock;
    }

    /** Runs without a version condition. */
    public <C, R> Receipt<R> run(UseCase<C, R> useCase, C command, Actor actor, @Nullable String idempotencyKey) {
        return run(useCase, command, new Request(actor, idempotencyKey, null));
    }

    /**
     * Runs a use case to its commit.
     *
     * @throws Refused with nothing written, but for the audit of a refused attempt on a sensitive function
     */
    public <C, R> Receipt<R> run(UseCase<C, R> useCase, C command, Request request) {
        Control control = useCase.control();
        Object audited = useCase.detail(command);
        String detail = Json.write(Json.http(), audited);
        byte[] hash = request.idempotencyKey() == null
                ? new byte[0]
                : hash(control, audited == command ? detail : Json.write(Json.http(), command), request);
        for (int attempt = 1; ; attempt++) {
            try {
                Work.requirePermission(request.actor(), useCase.permission());
                return attempt(useCase, command, request, detail, hash);
            } catch (Refused refused) {
                Receipt<R> meanwhile = answeredMeanwhile(request, hash, refused);
                if (meanwhile != null) {
                    return meanwhile;
                }
                if (control.sensitive()) {
                    auditRefusal(control, request, detail, refused);
                }
                throw refused;
            } catch (SQLException | JdbiException | DatabaseFailure e) {
                if (attempt == ATTEMPTS || !worthRetrying(e)) {
                    throw e instanceof RuntimeException known ? known : new DatabaseFailure((SQLException) e);
                }
                retries.incrementAndGet();
                LOG.debug("{} is tried again", control.name(), e);
            }
        }
    }

    /** How often a transaction had to be tried again since the start. */
    public long retries() {
        return retries.get();
    }

    /**
     * Writes outside of any company: log-in, log-out, the first administrator.
     *
     * @param settings transaction settings the policies of {@code person} and {@code session} look at
     * @param outcome what the audit says of it; null to leave no row
     */
    public <R> R outsideCompanies(
            Map<String, String> settings, Function<R, @Nullable Sealed> outcome, Function<Outside, R> action) {
        try (Handle handle = jdbi.open()) {
            Connection connection = handle.getConnection();
            try {
                enter(handle, null, settings);
                Instant now = now();
                R result = action.apply(new Outside(handle, now));
                Sealed sealed = outcome.apply(result);
                if (sealed != null) {
                    insertAudit(
                                    new RoundTrip(handle),
                                    now,
                                    null,
                                    sealed.person().value(),
                                    sealed.command(),
                                    sealed.refusal(),
                                    new UUID[0],
                                    "{}")
                            .send()
                            .close();
                }
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e instanceof RuntimeException known ? known : new DatabaseFailure((SQLException) e);
            }
        }
    }

    /** The transaction of something outside of companies. */
    public record Outside(Handle handle, Instant now) {}

    /**
     * What the audit keeps of something outside of companies.
     *
     * @param refusal code of the problem; null if it was done
     */
    public record Sealed(
            PersonId person, String command, @Nullable String refusal) {}

    /** A repeat that ran beside the first run may have been refused by what the first run did. */
    private <R> @Nullable Receipt<R> answeredMeanwhile(Request request, byte[] hash, Refused refused) {
        if (request.idempotencyKey() == null
                || refused.problem() == Problem.FORBIDDEN
                || refused.problem() == Problem.IDEMPOTENCY_CONFLICT) {
            return null;
        }
        try (Handle handle = jdbi.open()) {
            Connection connection = handle.getConnection();
            Receipt<R> earlier = begin(handle, request, hash);
            connection.rollback();
            return earlier;
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    private <C, R> Receipt<R> attempt(UseCase<C, R> useCase, C command, Request request, String detail, byte[] hash)
            throws SQLException {
        try (Handle handle = jdbi.open()) {
            Connection connection = handle.getConnection();
            try {
                Receipt<R> earlier = begin(handle, request, hash);
                if (earlier != null) {
                    connection.rollback();
                    return earlier;
                }
                Work work = new Work(handle, now(), request, numbers, sqlObjects, currencies, useCase.control());
                R result = work.checked(useCase, command);
                String json = Json.write(Json.http(), result);
                Integer version = result instanceof Versioned versioned ? (Integer) versioned.version() : null;
                long position = finish(useCase.control(), work, request, detail, hash, json, version);
                return new Receipt<>(json, version, position, false, result);
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            }
        }
    }

    private static <R> @Nullable Receipt<R> begin(Handle handle, Request request, byte[] hash) throws SQLException {
        String key = request.idempotencyKey();
        CompanyId company = request.actor().company();
        if (key == null) {
            enter(handle, company, Map.of());
            return null;
        }
        RoundTrip trip = entering(handle, company, Map.of()).then("""
                        select request_sha256, response, version, pg_current_wal_insert_lsn() - '0/0'::pg_lsn
                        from idempotency_key where company_id = ? and key = ?""", company.value(), key);
        try (RoundTrip.Answers answers = trip.send()) {
            answers.rows();
            ResultSet row = answers.rows();
            if (!row.next()) {
                return null;
            }
            if (!Arrays.equals(row.getBytes(1), hash)) {
                throw new Refused(
                        Problem.IDEMPOTENCY_CONFLICT,
                        "The key " + key + " was used with another body or by another person.");
            }
            return new Receipt<>(
                    StoredAnswer.unpack(row.getBytes(2)), row.getObject(3, Integer.class), row.getLong(4), true, null);
        }
    }

    private static void enter(Handle handle, @Nullable CompanyId company, Map<String, String> settings)
            throws SQLException {
        entering(handle, company, settings).send().close();
    }

    private static RoundTrip entering(Handle handle, @Nullable CompanyId company, Map<String, String> settings) {
        StringBuilder sql = new StringBuilder(
                "select pg_advisory_xact_lock_shared(" + COMMIT_GATE + "), set_config('setpoint.company', ?, true)");
        String[] values = new String[1 + settings.size() * 2];
        values[0] = company == null ? "" : company.value();
        int next = 1;
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            sql.append(", set_config(?, ?, true)");
            values[next++] = setting.getKey();
            values[next++] = setting.getValue();
        }
        return new RoundTrip(handle).then(sql.toString(), (Object[]) values);
    }

    /** Events, audit, idempotency key and commit go together in one round trip. */
    private static long finish(
            Control control,
            Work work,
            Request request,
            String detail,
            byte[] hash,
            String json,
            @Nullable Integer version)
            throws SQLException {
        RoundTrip trip = work.takePending();
        List<Work.Published> events = work.events();
        UUID[] ids = new UUID[events.size()];
        if (!events.isEmpty()) {
            insertEvents(trip, work, ids);
        }
        insertAudit(
                trip,
                work.now(),
                work.company().value(),
                work.person().value(),
                work.performed().isEmpty() ? control.name() : control.name() + "+" + String.join("+", work.performed()),
                null,
                ids,
                detail);
        String key = request.idempotencyKey();
        if (key != null) {
            trip.then(
                    """
                    insert into idempotency_key (company_id, key, request_sha256, version, response, recorded_at)
                    values (?, ?, ?, ?::int, ?, ?)""",
                    work.company().value(),
                    key,
                    hash,
                    version == null ? null : version.toString(),
                    StoredAnswer.pack(json),
                    work.now());
        }
        trip.then("commit").then("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn");
        try (RoundTrip.Answers answers = trip.send()) {
            ResultSet position = answers.rows();
            position.next();
            return position.getLong(1);
        }
    }

    private static void insertEvents(RoundTrip trip, Work work, UUID[] ids) {
        int n = ids.length;
        Instant[] occurredAt = new Instant[n];
        String[] sites = new String[n];
        String[] aggregateTypes = new String[n];
        String[] aggregateIds = new String[n];
        String[] types = new String[n];
        String[] payloads = new String[n];
        for (int i = 0; i < n; i++) {
            Work.Published published = work.events().get(i);
            ids[i] = published.id();
            occurredAt[i] = published.event().occurredAt();
            sites[i] = published.site() == null ? null : published.site().value();
            aggregateTypes[i] = published.event().type().aggregateType();
            aggregateIds[i] = published.event().subject();
            types[i] = published.event().type().code();
            payloads[i] = Json.write(Json.events(), published.event());
        }
        trip.then(
                """
                insert into event (id, occurred_at, recorded_at, company_id, site_id, actor,
                  aggregatetype, aggregateid, type, seq, payload)
                select e.id, e.occurred_at, ?, ?, e.site_id, ?, e.aggregatetype, e.aggregateid, e.type, e.n - 1, e.payload
                from unnest(?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                  with ordinality as e (id, occurred_at, site_id, aggregatetype, aggregateid, type, payload, n)""",
                work.now(),
                work.company().value(),
                work.person().value(),
                ids,
                occurredAt,
                sites,
                aggregateTypes,
                aggregateIds,
                types,
                payloads);
    }

    private static RoundTrip insertAudit(
            RoundTrip trip,
            Instant now,
            @Nullable String company,
            String actor,
            String command,
            @Nullable String refusal,
            UUID[] events,
            String detail) {
        return trip.then(
                """
                insert into audit (id, recorded_at, company_id, actor, command, outcome, refusal, event_ids, detail)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)""",
                Work.newId(),
                now,
                company,
                actor,
                command,
                refusal == null ? "DONE" : "REFUSED",
                refusal,
                events,
                detail);
    }

    private void auditRefusal(Control control, Request request, String detail, Refused refused) {
        try (Handle handle = jdbi.open()) {
            Connection connection = handle.getConnection();
            try {
                CompanyId company = request.actor().company();
                insertAudit(
                                entering(handle, company, Map.of()),
                                now(),
                                company.value(),
                                request.actor().person().value(),
                                control.name(),
                                refused.problem().code(),
                                new UUID[0],
                                detail)
                        .send()
                        .close();
                connection.commit();
            } catch (SQLException e) {
                rollback(connection, e);
                throw new DatabaseFailure(e);
            }
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static byte[] hash(Control control, String command, Request request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(control.name().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(request.actor().person().value().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(command.getBytes(StandardCharsets.UTF_8));
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A deadlock, a serialization failure, a lost race for a key or for what it refers to: the next try sees it. */
    private static boolean worthRetrying(Exception e) {
        SQLException cause = sqlCause(e);
        if (cause == null) {
            return false;
        }
        String state = cause.getSQLState();
        return "40001".equals(state) || "40P01".equals(state) || "23505".equals(state) || "23503".equals(state);
    }

    private static @Nullable SQLException sqlCause(@Nullable Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
