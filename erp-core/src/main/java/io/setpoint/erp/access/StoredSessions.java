package io.setpoint.erp.access;

import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Kernel;
import io.setpoint.erp.kernel.RoundTrip;
import io.setpoint.erp.kernel.http.Principal;
import io.setpoint.erp.kernel.http.Sessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sessions in the database, remembered here for two seconds: a role taken away elsewhere, or a log-out at another
 * replica, takes effect after that at the latest; what happens here takes effect at once.
 */
final class StoredSessions implements Sessions {
    private static final Duration REMEMBERED = Duration.ofSeconds(2);
    private static final int MOST = 10_000;

    private final Kernel kernel;
    private final Map<String, Entry> remembered = new ConcurrentHashMap<>();

    StoredSessions(Kernel kernel) {
        this.kernel = kernel;
    }

    private record Entry(Principal principal, Instant until) {}

    @Override
    public Optional<Principal> find(String token) {
        Instant now = kernel.clock().instant();
        String hash = new Token(token).sha256Hex();
        Entry entry = remembered.get(hash);
        if (entry == null || !now.isBefore(entry.until())) {
            Optional<Principal> principal = kernel.reads()
                    .onceOutsideCompanies(
                            Map.of("setpoint.session", hash), StoredSessions::ask, StoredSessions::principal);
            if (principal.isEmpty()) {
                remembered.remove(hash);
                return Optional.empty();
            }
            if (remembered.size() >= MOST) {
                remembered.clear();
            }
            entry = new Entry(principal.get(), now.plus(REMEMBERED));
            remembered.put(hash, entry);
        }
        return entry.principal().expiresAt().isAfter(now) ? Optional.of(entry.principal()) : Optional.empty();
    }

    /** Closes the session of a token. */
    void close(String token, PersonId person) {
        Token closed = new Token(token);
        kernel.useCases()
                .<Integer>outsideCompanies(
                        Map.of("setpoint.person", person.value()),
                        count -> new io.setpoint.erp.kernel.UseCases.Sealed(person, "log-out", null),
                        outside -> outside.handle()
                                .createUpdate("delete from session where token_sha256 = :hash")
                                .bind("hash", closed.sha256())
                                .execute());
        remembered.remove(closed.sha256Hex());
    }

    @Override
    public void forget() {
        remembered.clear();
    }

    /** The session lets see its person, and the person his grants. */
    private static void ask(RoundTrip trip) {
        trip.then("""
                        select person_id, expires_at, set_config('setpoint.person', person_id, true)
                        from session where token_sha256 = decode(current_setting('setpoint.session'), 'hex')""")
                .then("select name, machine, founder from person where person_id = current_person()")
                .then("""
                        select company_id, role, site_id from role_grant
                        where person_id = current_person()""");
    }

    private static Optional<Principal> principal(RoundTrip.Answers answers) throws SQLException {
        ResultSet session = answers.rows();
        if (!session.next()) {
            return Optional.empty();
        }
        PersonId id = new PersonId(session.getString(1));
        Instant expiresAt = session.getTimestamp(2).toInstant();
        ResultSet person = answers.rows();
        person.next();
        String name = person.getString(1);
        boolean machine = person.getBoolean(2);
        boolean founder = person.getBoolean(3);
        List<Principal.Grant> grants = new ArrayList<>();
        ResultSet grant = answers.rows();
        while (grant.next()) {
            String site = grant.getString(3);
            grants.add(new Principal.Grant(
                    new CompanyId(grant.getString(1)),
                    Role.ofCode(grant.getString(2)).orElseThrow(),
                    site == null ? null : new SiteId(site)));
        }
        return Optional.of(new Principal(id, name, machine, founder, expiresAt, grants));
    }
}
