package io.setpoint.erp.access;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.erp.kernel.Kernel;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCases;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens a session for name and password. After five failures in a row the name is locked, first for a second, twice as
 * long with each further failure, at most a quarter of an hour.
 */
final class LogIn {
    static final Duration SESSION = Duration.ofHours(12);
    private static final int FREE_ATTEMPTS = 5;
    private static final long LONGEST_LOCK_SECONDS = 900;

    private final Kernel kernel;
    private final Passwords passwords;

    LogIn(Kernel kernel, Passwords passwords) {
        this.kernel = kernel;
        this.passwords = passwords;
    }

    /** The body of a log-in. */
    record Credentials(String person, String password) {
        @Override
        public String toString() {
            return "Credentials[person=" + person + "]";
        }
    }

    /** What is known of somebody at the door. */
    record Known(
            @Nullable String passwordHash,
            int failedAttempts,
            @Nullable Instant lockedUntil) {}

    Token run(Credentials credentials) {
        PersonId person = person(credentials.person());
        Optional<Known> known = kernel.reads()
                .outsideCompanies(
                        settings(person),
                        handle -> handle.createQuery("""
                        select password_hash, failed_attempts, locked_until from person where person_id = :person
                        """)
                                .bind("person", person)
                                .map((row, context) -> new Known(
                                        row.getString(1),
                                        row.getInt(2),
                                        row.getTimestamp(3) == null
                                                ? null
                                                : row.getTimestamp(3).toInstant()))
                                .findOne());
        requireUnlocked(known);
        boolean matches = passwords.matches(
                credentials.password(), known.map(Known::passwordHash).orElse(null));
        if (known.isEmpty()) {
            throw failed();
        }
        return matches ? open(person) : refuse(person);
    }

    private void requireUnlocked(Optional<Known> known) {
        Instant lockedUntil = known.map(Known::lockedUntil).orElse(null);
        if (lockedUntil != null && lockedUntil.isAfter(kernel.clock().instant())) {
            throw new Refused(
                    Problem.TOO_MANY_ATTEMPTS, "This name is locked until " + lockedUntil + " after failed attempts.");
        }
    }

    private Token open(PersonId person) {
        Token token = Token.random();
        return kernel.useCases()
                .outsideCompanies(settings(person), opened -> new UseCases.Sealed(person, "log-in", null), outside -> {
                    outside.handle()
                            .createUpdate("""
                                            insert into session (token_sha256, person_id, created_at, expires_at)
                                            values (:hash, :person, :now, :expires)
                                            """)
                            .bind("hash", token.sha256())
                            .bind("person", person)
                            .bind("now", outside.now())
                            .bind("expires", outside.now().plus(SESSION))
                            .execute();
                    outside.handle().createUpdate("""
                                            update person set failed_attempts = 0, locked_until = null
                                            where person_id = :person and failed_attempts > 0
                                            """).bind("person", person).execute();
                    outside.handle()
                            .createUpdate("delete from session where person_id = :person and expires_at < :now")
                            .bind("person", person)
                            .bind("now", outside.now())
                            .execute();
                    return token;
                });
    }

    private Token refuse(PersonId person) {
        kernel.useCases()
                .<Integer>outsideCompanies(
                        settings(person),
                        count -> new UseCases.Sealed(person, "log-in", Problem.LOGIN_FAILED.code()),
                        outside -> outside.handle()
                                .createUpdate("""
                                        update person set
                                          failed_attempts = failed_attempts + 1,
                                          locked_until = case when failed_attempts + 1 >= :free
                                            then cast(:now as timestamptz) + make_interval(
                                              secs => least(power(2, least(failed_attempts + 1 - :free, 20)), :longest))
                                            end
                                        where person_id = :person
                                        """)
                                .bind("free", FREE_ATTEMPTS)
                                .bind("longest", LONGEST_LOCK_SECONDS)
                                .bind("now", outside.now())
                                .bind("person", person)
                                .execute());
        throw failed();
    }

    private static PersonId person(String name) {
        try {
            return new PersonId(name);
        } catch (IllegalArgumentException e) {
            throw failed();
        }
    }

    private static Refused failed() {
        return new Refused(Problem.LOGIN_FAILED, "Name or password is wrong.");
    }

    private static Map<String, String> settings(PersonId person) {
        return Map.of("setpoint.person", person.value());
    }
}
