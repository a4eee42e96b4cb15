package io.setpoint.erp.access;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.erp.access.api.FirstAdministrator;
import io.setpoint.erp.access.api.PasswordCost;
import io.setpoint.erp.kernel.Capability;
import io.setpoint.erp.kernel.Kernel;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.UseCases;
import io.setpoint.erp.kernel.http.Sessions;
import java.util.List;
import java.util.Map;

/** The capability access. */
public final class Access implements Capability {
    private final Kernel kernel;
    private final Passwords passwords;
    private final StoredSessions sessions;
    private final RegisterPerson registerPerson;

    public Access(Kernel kernel, PasswordCost passwordCost) {
        this.kernel = kernel;
        this.passwords = new Passwords(passwordCost);
        this.registerPerson = new RegisterPerson(passwords);
        this.sessions = new StoredSessions(kernel);
    }

    @Override
    public List<Object> resources() {
        return List.of(
                new SessionResource(new LogIn(kernel, passwords), sessions, new SessionQueries(kernel.reads())),
                new PersonResource(registerPerson));
    }

    @Override
    public List<UseCase<?, ?>> useCases() {
        return List.of(registerPerson);
    }

    /** Knows the sessions of everybody. */
    public Sessions sessions() {
        return sessions;
    }

    /** For the founding of companies. */
    public FirstAdministrator firstAdministrator() {
        return RegisterPerson::appointFirstAdministrator;
    }

    /** Makes the first person, who may found companies; does nothing if there is any person. */
    public void registerFirstPerson(PersonId person, String name, String password) {
        String hash = passwords.hash(password);
        kernel.useCases()
                .<Boolean>outsideCompanies(
                        Map.of("setpoint.person", person.value()),
                        made -> made ? new UseCases.Sealed(person, "register-first-person", null) : null,
                        outside -> outside.handle()
                                .createQuery("select register_first_person(:person, :name, :hash, :now)")
                                .bind("person", person)
                                .bind("name", name)
                                .bind("hash", hash)
                                .bind("now", outside.now())
                                .mapTo(Boolean.class)
                                .one());
    }
}
