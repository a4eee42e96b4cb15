package io.setpoint.erp.access;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.PersonRegistered;
import io.setpoint.contracts.events.RoleGranted;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.access.RegisterPerson.Command;
import io.setpoint.erp.access.RegisterPerson.PersonView;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Separation;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Registers a person or a machine principal and gives roles; for somebody who exists, only gives roles. */
final class RegisterPerson implements UseCase<Command, PersonView> {
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 200;

    private final Passwords passwords;

    RegisterPerson(Passwords passwords) {
        this.passwords = passwords;
    }

    /**
     * Who is registered.
     *
     * @param password null for somebody who exists already, or who cannot log in by password
     */
    record Command(PersonId person, String name, @Nullable String password, boolean machine, List<Grant> grants) {
        Command {
            grants = List.copyOf(grants);
            if (name.isBlank() || name.length() > 200) {
                throw new IllegalArgumentException("has 1 to 200 characters");
            }
            if (password != null && (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD)) {
                throw new IllegalArgumentException(
                        "needs a password of " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters");
            }
            if (grants.isEmpty() || grants.size() > 100) {
                throw new IllegalArgumentException("needs 1 to 100 grants");
            }
        }
    }

    /** A role to give; at all sites if {@code site} is null. */
    record Grant(String role, @Nullable SiteId site) {}

    /** A person as administrators see one. */
    record PersonView(PersonId person, String name, boolean machine, List<Grant> grants) {}

    /** The command without its secret. */
    record Kept(PersonId person, String name, boolean machine, List<Grant> grants) {}

    @Override
    public Control control() {
        return Control.of("register-person", "Registers a person or a machine principal and gives roles.")
                .asSensitive()
                .publishing(EventType.PERSON_REGISTERED, EventType.ROLE_GRANTED)
                .refusing(
                        Problem.SELF_APPROVAL,
                        Problem.UNKNOWN_ROLE,
                        Problem.MACHINE_PRINCIPAL,
                        Problem.UNKNOWN_REFERENCE,
                        Problem.ALREADY_EXISTS);
    }

    @Override
    public Permission permission() {
        return Permission.ADMINISTER_ACCESS;
    }

    /** Nobody gives rights to himself. */
    @Override
    public Separation separation(Command command, Work work) {
        return new Separation(Set.of(command.person()), null);
    }

    @Override
    public Object detail(Command command) {
        return new Kept(command.person(), command.name(), command.machine(), command.grants());
    }

    @Override
    public PersonView run(Command command, Work work) {
        for (Grant grant : command.grants()) {
            Role role = Role.ofCode(grant.role())
                    .orElseThrow(() -> new Refused(Problem.UNKNOWN_ROLE, "There is no role " + grant.role() + ".")
                            .allowing(
                                    Arrays.stream(Role.values()).map(Role::code).toList()));
            if (command.machine() && role.permissions().stream().anyMatch(Permission::posting)) {
                throw new Refused(
                        Problem.MACHINE_PRINCIPAL, "The role " + role.code() + " holds a posting permission.");
            }
        }
        Sql sql = work.sql(Sql.class);
        for (Grant grant : command.grants()) {
            SiteId site = grant.site();
            if (site != null && !sql.siteExists(work.company().value(), site)) {
                throw new Refused(Problem.UNKNOWN_REFERENCE, "There is no site " + site + ".");
            }
        }
        sql.actFor(command.person());
        Optional<Existing> existing = sql.find(command.person());
        existing.ifPresent(known -> {
            if (command.password() != null || known.machine() != command.machine()) {
                throw new Refused(
                        Problem.ALREADY_EXISTS,
                        command.person() + " exists; send no password, and the same kind, to give further roles.");
            }
        });
        if (existing.isEmpty()) {
            String password = command.password();
            sql.insert(
                    command.person(),
                    command.name(),
                    command.machine(),
                    password == null ? null : passwords.hash(password),
                    work.now());
            work.publish(new PersonRegistered(command.person(), command.name(), command.machine(), work.now()), null);
        }
        for (Grant grant : command.grants()) {
            grant(work, sql, command.person(), command.machine(), grant);
        }
        return new PersonView(
                command.person(),
                existing.map(Existing::name).orElse(command.name()),
                command.machine(),
                sql.grants(work.company().value(), command.person()));
    }

    /** The founder of a company becomes its administrator. */
    static void appointFirstAdministrator(Work work) {
        Sql sql = work.sql(Sql.class);
        sql.actFor(work.person());
        Existing founder =
                sql.find(work.person()).orElseThrow(() -> new IllegalStateException("the founder is not registered"));
        work.publish(new PersonRegistered(work.person(), founder.name(), founder.machine(), work.now()), null);
        grant(work, sql, work.person(), founder.machine(), new Grant(Role.ADMINISTRATOR.code(), null));
    }

    private static void grant(Work work, Sql sql, PersonId person, boolean machine, Grant grant) {
        int rows = sql.grant(
                work.company().value(), person, machine, grant.role(), grant.site(), work.now(), work.person());
        if (rows == 1) {
            work.publish(new RoleGranted(person, grant.role(), grant.site(), work.now()), grant.site());
        }
    }

    /** What is known of somebody who exists. */
    record Existing(String name, boolean machine) {}

    interface Sql {
        @SqlQuery("select exists (select from site where company_id = :company and site_id = :site)")
        boolean siteExists(String company, SiteId site);

        /** Lets the policies show the person although he may have no role in this company yet. */
        @SqlQuery("select set_config('setpoint.person', :person, true)")
        String actFor(PersonId person);

        @SqlQuery("select name, machine from person where person_id = :person")
        Optional<Existing> find(PersonId person);

        @SqlUpdate("""
                insert into person (person_id, name, machine, password_hash, created_at)
                values (:person, :name, :machine, :hash, :now)
                """)
        void insert(PersonId person, String name, boolean machine, @Nullable String hash, Instant now);

        @SqlUpdate("""
                insert into role_grant (company_id, person_id, machine, role, site_id, granted_at, granted_by)
                values (:company, :person, :machine, :role, :site, :now, :by)
                on conflict on constraint role_grant_once do nothing
                """)
        int grant(
                String company,
                PersonId person,
                boolean machine,
                String role,
                @Nullable SiteId site,
                Instant now,
                PersonId by);

        @SqlQuery("""
                select role, site_id as site from role_grant
                where company_id = :company and person_id = :person order by role, site_id
                """)
        List<Grant> grants(String company, PersonId person);
    }
}
