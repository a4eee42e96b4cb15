package io.setpoint.erp.kernel;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.jspecify.annotations.Nullable;

/** The open transaction of a use case: its clock reading, its actor, its SQL and the events it will publish. */
public final class Work {
    /** How far ahead of our clock a device's clock may be. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private final Handle handle;
    private final Instant now;
    private final Request request;
    private final Numbers numbers;
    private final SqlObjects sqlObjects;
    private final Map<Class<?>, Object> attached = new HashMap<>();
    private final Map<CompanyId, Currency> currencies;
    private final List<Published> events = new ArrayList<>();
    private final Set<String> performed = new LinkedHashSet<>();
    private @Nullable RoundTrip pending;
    private @Nullable Object kept;
    private Control control;
    private boolean nested;

    Work(
            Handle handle,
            Instant now,
            Request request,
            Numbers numbers,
            SqlObjects sqlObjects,
            Map<CompanyId, Currency> currencies,
            Control control) {
        this.handle = handle;
        this.now = now;
        this.request = request;
        this.numbers = numbers;
        this.sqlObjects = sqlObjects;
        this.currencies = currencies;
        this.control = control;
        handle.getConfig(SqlStatements.class).addCustomizer(new PendingFirst());
    }

    public Handle handle() {
        sendPending();
        return handle;
    }

    /** A Jdbi SQL object on this transaction, to be kept as long as it; what waits to be written goes before its statements. */
    public <T> T sql(Class<T> sqlObject) {
        return sqlObject.cast(attached.computeIfAbsent(sqlObject, type -> sqlObjects.attach(handle, type)));
    }

    /** Several statements in one round trip, on this transaction; what waits to be written goes before them. */
    public RoundTrip trip() {
        return takePending();
    }

    /**
     * A write whose count nobody looks at: it goes with the next statement of this transaction, at the latest with its
     * events and its commit, and saves a round trip. For values see {@link RoundTrip#then}.
     */
    public void write(String statement, @Nullable Object... values) {
        RoundTrip waiting = pending;
        if (waiting == null) {
            waiting = new RoundTrip(handle);
            pending = waiting;
        }
        waiting.thenWrite(statement, values);
    }

    private void sendPending() {
        if (pending != null) {
            try {
                takePending().send().close();
            } catch (SQLException e) {
                throw new DatabaseFailure(e);
            }
        }
    }

    /** Sends what waits before any statement of Jdbi, whenever the object that makes it was attached. */
    private final class PendingFirst implements StatementCustomizer {
        @Override
        public void beforeExecution(PreparedStatement statement, StatementContext context) {
            sendPending();
        }
    }

    /** What waits to be written, as the beginning of a round trip. */
    RoundTrip takePending() {
        RoundTrip waiting = pending;
        pending = null;
        return waiting == null ? new RoundTrip(handle) : waiting;
    }

    /** The one reading of the clock, in microseconds. */
    public Instant now() {
        return now;
    }

    public Actor actor() {
        return request.actor();
    }

    public PersonId person() {
        return request.actor().person();
    }

    public CompanyId company() {
        return request.actor().company();
    }

    /** The company's currency; it never changes. */
    public Currency currency() {
        Currency known = currencies.get(company());
        if (known == null) {
            known = Currency.getInstance(handle.createQuery("select currency from company where company_id = :company")
                    .bind("company", company().value())
                    .mapTo(String.class)
                    .one());
            currencies.put(company(), known);
        }
        return known;
    }

    /** A new document number such as {@code SO-10000017}. */
    public String number(String prefix) {
        return prefix + "-" + numbers.take(handle);
    }

    /** The business time of a scan: now if none was sent; refuses one that lies ahead. */
    public Instant occurredAt(@Nullable Instant reported) {
        if (reported == null) {
            return now;
        }
        if (reported.isAfter(now.plus(CLOCK_TOLERANCE))) {
            throw new Refused(Problem.IN_THE_FUTURE, "occurredAt " + reported + " lies ahead of " + now);
        }
        return reported.truncatedTo(ChronoUnit.MICROS);
    }

    /** Refuses unless the actor holds the running use case's permission at this site. */
    public void requireAt(Permission permission, SiteId site) {
        if (!request.actor().mayAt(permission, site)) {
            throw new Refused(
                            Problem.FORBIDDEN,
                            "It needs the permission " + permission.code() + " at site " + site + ".")
                    .allowing(holders(permission, site, Set.of()));
        }
    }

    /** Refuses unless the actor holds the permission for the whole company. */
    public void requireEverywhere(Permission permission) {
        if (!request.actor().everywhere().contains(permission)) {
            throw new Refused(
                    Problem.FORBIDDEN, "It needs the permission " + permission.code() + " for the whole company.");
        }
    }

    /** Refuses a stale {@code If-Match}; one that was not sent is no condition. */
    public void requireVersion(int current) {
        // Inside another use case it belongs to that one's document.
        Integer expected = nested ? null : request.ifMatch();
        if (expected != null && expected != current) {
            throw new Refused(
                    Problem.STALE_VERSION, "Version " + expected + " was decided on, version " + current + " stands.");
        }
    }

    /** Refuses a stale {@code If-Match} and also a missing one. */
    public void requireVersionGiven(int current) {
        if (request.ifMatch() == null) {
            throw new Refused(Problem.VERSION_MISSING, "Send If-Match with the version that was decided on.");
        }
        requireVersion(current);
    }

    /** The names of the people who hold a permission, at a site or for the company, without some of them. */
    public List<String> holders(Permission permission, @Nullable SiteId site, Set<PersonId> except) {
        return Holders.of(handle(), company(), permission, site, except);
    }

    /** Keeps what {@link UseCase#separation} has locked and read for {@link UseCase#run}. */
    public <T> T keep(T locked) {
        kept = locked;
        return locked;
    }

    /** Takes what separation has kept. */
    public <T> T kept(Class<T> type) {
        Object locked = kept;
        kept = null;
        return type.cast(Objects.requireNonNull(locked, "separation kept nothing"));
    }

    /** Publishes an event with this transaction, in the order of the calls. */
    public void publish(DomainEvent event, @Nullable SiteId site) {
        if (!control.events().contains(event.type())) {
            throw new IllegalStateException(
                    control.name() + " publishes " + event.type() + " without saying so in its control");
        }
        events.add(new Published(newId(), event, site));
    }

    /** Runs another use case inside this one: same transaction, and the actor's own rights and separation for it. */
    public <C, R> R perform(UseCase<C, R> useCase, C command) {
        Control outer = control;
        boolean outerNested = nested;
        control = useCase.control();
        nested = true;
        try {
            performed.add(control.name());
            R result = checked(useCase, command);
            return result;
        } finally {
            control = outer;
            nested = outerNested;
        }
    }

    <C, R> R checked(UseCase<C, R> useCase, C command) {
        requirePermission(request.actor(), useCase.permission());
        Separation separation = useCase.separation(command, this);
        if (separation.excluded().contains(person())) {
            throw new Refused(
                            Problem.SELF_APPROVAL,
                            "You took an earlier step of this yourself, so another person has to take this one.")
                    .allowing(holders(useCase.permission(), separation.site(), separation.excluded()));
        }
        return useCase.run(command, this);
    }

    static void requirePermission(Actor actor, Permission permission) {
        if (!actor.may(permission)) {
            throw new Refused(Problem.FORBIDDEN, "It needs the permission " + permission.code() + ".");
        }
    }

    List<Published> events() {
        return events;
    }

    Set<String> performed() {
        return performed;
    }

    /** A version 7 UUID: rising with time, so that indexes grow at one end. */
    static UUID newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(
                System.currentTimeMillis() << 16 | 0x7000L | (random.nextLong() & 0xfff),
                0x8000000000000000L | (random.nextLong() >>> 2));
    }

    /** An event with its id. */
    record Published(UUID id, DomainEvent event, @Nullable SiteId site) {}
}
