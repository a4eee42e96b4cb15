package io.setpoint.erp.pricing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.PriceListCreated;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PriceListId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.pricing.CreatePriceList.Command;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Makes an empty price list; there is one for a customer, a class, or all, in a currency. */
final class CreatePriceList implements UseCase<Command, PriceListView> {
    /**
     * The list.
     *
     * @param customer whose list it is; null for a list of a class or for all
     * @param customerClass whose list it is; null for a list of one customer or for all
     */
    record Command(
            String name,
            Currency currency,
            @Nullable CustomerId customer,
            @Nullable String customerClass) {
        Command {
            if (name.isBlank() || name.length() > 100) {
                throw new IllegalArgumentException("needs a name of 1 to 100 characters");
            }
            if (customer != null && customerClass != null) {
                throw new IllegalArgumentException("has a customer and a class");
            }
            if (customerClass != null && (customerClass.isBlank() || customerClass.length() > 100)) {
                throw new IllegalArgumentException("has a class of none or more than 100 characters");
            }
        }
    }

    interface Sql {
        @SqlQuery("select exists (select from customer where customer_id = :customer)")
        boolean known(CustomerId customer);

        @SqlUpdate("""
                insert into price_list (company_id, price_list_id, name, currency, customer_id, customer_class,
                                        created_at, created_by)
                values (current_company(), :list, :name, :currency, :customer, :customerClass, :now, :person)
                on conflict on constraint price_list_once do nothing
                """)
        int insert(
                PriceListId list,
                String name,
                String currency,
                @Nullable CustomerId customer,
                @Nullable String customerClass,
                Instant now,
                PersonId person);

        @SqlQuery("""
                select price_list_id
                  from price_list
                 where currency = :currency and customer_id is not distinct from :customer
                   and customer_class is not distinct from :customerClass
                """)
        Optional<PriceListId> existing(String currency, @Nullable CustomerId customer, @Nullable String customerClass);
    }

    @Override
    public Control control() {
        return Control.of("create-price-list", "Makes an empty price list for a customer, a class or all.")
                .publishing(EventType.PRICE_LIST_CREATED)
                .refusing(Problem.UNKNOWN_REFERENCE, Problem.ALREADY_EXISTS);
    }

    @Override
    public Permission permission() {
        return Permission.PROPOSE_PRICES;
    }

    @Override
    public PriceListView run(Command command, Work work) {
        PriceRows.requireCompanyWide(work, permission());
        Sql sql = work.sql(Sql.class);
        CustomerId customer = command.customer();
        if (customer != null && !sql.known(customer)) {
            throw new Refused(Problem.UNKNOWN_REFERENCE, "There is no customer " + customer + ".");
        }
        String currency = command.currency().getCurrencyCode();
        PriceListId list = new PriceListId(work.number("PL"));
        if (sql.insert(list, command.name(), currency, customer, command.customerClass(), work.now(), work.person())
                == 0) {
            throw new Refused(
                    Problem.ALREADY_EXISTS,
                    "That is what "
                            + sql.existing(currency, customer, command.customerClass())
                                    .map(PriceListId::value)
                                    .orElse("another list")
                            + " is for; propose prices for it.");
        }
        work.publish(
                new PriceListCreated(
                        list,
                        command.name(),
                        command.currency(),
                        customer,
                        command.customerClass(),
                        work.person(),
                        work.now()),
                null);
        return new PriceListView(
                list, command.name(), currency, customer, command.customerClass(), work.now(), work.person());
    }
}
