package io.setpoint.erp.organization;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.CompanyCreated;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.erp.access.api.FirstAdministrator;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.organization.CreateCompany.Command;
import io.setpoint.erp.organization.CreateCompany.CompanyView;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Founds a company; its founder becomes its first administrator. */
final class CreateCompany implements UseCase<Command, CompanyView> {
    private final FirstAdministrator firstAdministrator;

    CreateCompany(FirstAdministrator firstAdministrator) {
        this.firstAdministrator = firstAdministrator;
    }

    /**
     * The company to found.
     *
     * @param currency ISO 4217 code
     * @param zone IANA time zone of its head office
     */
    record Command(CompanyId company, String name, String currency, String zone) {
        Command {
            requireName(name);
            try {
                Currency.getInstance(currency);
                ZoneId.of(zone);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new IllegalArgumentException("needs an ISO currency and an IANA time zone", e);
            }
        }
    }

    /**
     * A company.
     *
     * @param liveAt when history was closed; null while it is open
     */
    record CompanyView(
            CompanyId company,
            String name,
            String currency,
            String zone,
            @Nullable Instant liveAt) {}

    @Override
    public Control control() {
        return Control.of("create-company", "Founds a company; its founder becomes its first administrator.")
                .asSensitive()
                .publishing(EventType.COMPANY_CREATED, EventType.PERSON_REGISTERED, EventType.ROLE_GRANTED)
                .refusing(Problem.ALREADY_EXISTS);
    }

    @Override
    public Permission permission() {
        return Permission.ADMINISTER_ACCESS;
    }

    @Override
    public CompanyView run(Command command, Work work) {
        Sql sql = work.sql(Sql.class);
        int rows = sql.insert(
                command.company(),
                command.name(),
                command.currency(),
                command.zone(),
                work.now(),
                work.person().value());
        if (rows == 0) {
            throw new Refused(Problem.ALREADY_EXISTS, "There is a company " + command.company() + " already.");
        }
        sql.insertUsualShippingModes(command.company());
        sql.insertUsualChannels(command.company());
        work.publish(
                new CompanyCreated(command.company(), command.name(), command.currency(), command.zone(), work.now()),
                null);
        firstAdministrator.appoint(work);
        return new CompanyView(command.company(), command.name(), command.currency(), command.zone(), null);
    }

    static void requireName(String name) {
        if (name.isBlank() || name.length() > 200) {
            throw new IllegalArgumentException("needs a name of 1 to 200 characters");
        }
    }

    interface Sql {
        @SqlUpdate("""
                insert into company (company_id, name, currency, zone, created_at, created_by)
                values (:company, :name, :currency, :zone, :now, :by)
                on conflict on constraint company_pkey do nothing
                """)
        int insert(CompanyId company, String name, String currency, String zone, Instant now, String by);

        @SqlUpdate("""
                insert into shipping_mode (company_id, shipping_mode, standard_days)
                values (:company, 'SAME_DAY', 0), (:company, 'EXPRESS', 1), (:company, 'STANDARD', 3),
                  (:company, 'Same Day', 0), (:company, 'First Class', 1), (:company, 'Second Class', 2),
                  (:company, 'Standard Class', 4)
                """)
        void insertUsualShippingModes(CompanyId company);

        @SqlUpdate("""
                insert into sales_channel (company_id, channel, name)
                values (:company, 'DESK', 'Sales desk'), (:company, 'WEB', 'Web shop'),
                  (:company, 'MARKETPLACE', 'Marketplace'), (:company, 'EDI', 'EDI')
                """)
        void insertUsualChannels(CompanyId company);
    }
}
