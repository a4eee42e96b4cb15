package io.setpoint.erp.access;

import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Kernel;
import io.setpoint.erp.kernel.http.Principal;
import io.setpoint.erp.kernel.http.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

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
            Optional<Principal> principal =
                    kernel.reads().outsideCompanies(Map.of("setpoint.session", hash), handle -> read(handle, hash));
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

    private static Optional<Principal> read(Handle handle, String hash) {
        Optional<PersonId> person = handle.createQuery(
                        "select person_id from session where token_sha256 = decode(:hash, 'hex')")
                .bind("hash", hash)
                .mapTo(PersonId.class)
                .findOne();
        return person.map(id -> {
            handle.createQuery("select set_config('setpoint.person', :person, true)")
                    .bind("person", id)
                    .mapTo(String.class)
                    .one();
            List<Principal.Grant> grants = handle.createQuery(
                            "select company_id, role, site_id from role_grant where person_id = :person")
                    .bind("person", id)
                    .map((row, context) -> {
                        String site = row.getString(3);
                        return new Principal.Grant(
                                new CompanyId(row.getString(1)),
                                Role.ofCode(row.getString(2)).orElseThrow(),
                                site == null ? null : new SiteId(site));
                    })
                    .list();
            return handle.createQuery("""
                            select p.name, p.machine, p.founder, s.expires_at
                            from person p join session s on s.person_id = p.person_id
                            where p.person_id = :person and s.token_sha256 = decode(:hash, 'hex')
                            """)
                    .bind("person", id)
                    .bind("hash", hash)
                    .map((row, context) -> new Principal(
                            id,
                            row.getString(1),
                            row.getBoolean(2),
                            row.getBoolean(3),
                            row.getTimestamp(4).toInstant(),
                            grants))
                    .one();
        });
    }
}
