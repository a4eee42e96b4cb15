package io.setpoint.erp.customers;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.CustomerCreated;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.erp.customers.CreateCustomers.Command;
import io.setpoint.erp.customers.CreateCustomers.Created;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Creates customers, all or none; one that exists with the same content is passed over. */
final class CreateCustomers implements UseCase<Command, Created> {
    private static final int MOST = 500;

    record Command(List<Customer> customers) {
        Command {
            customers = List.copyOf(customers);
            if (customers.isEmpty() || customers.size() > MOST) {
                throw new IllegalArgumentException("needs 1 to " + MOST + " customers");
            }
        }
    }

    /** A customer; the class weighs his orders in the exception queue. */
    record Customer(CustomerId customer, String name, String customerClass) {
        Customer {
            if (name.isBlank() || name.length() > 200 || customerClass.isBlank() || customerClass.length() > 40) {
                throw new IllegalArgumentException("needs a name of 1 to 200 and a class of 1 to 40 characters");
            }
        }
    }

    /** How many were new, and how many existed with the same content. */
    record Created(int created, int existing) {}

    @Override
    public Control control() {
        return Control.of("create-customers", "Creates customers, all or none.")
                .publishing(EventType.CUSTOMER_CREATED)
                .refusing(Problem.ALREADY_EXISTS);
    }

    @Override
    public Permission permission() {
        return Permission.ADMINISTER_MASTER_DATA;
    }

    @Override
    public Object detail(Command command) {
        return Map.of(
                "customers",
                command.customers().stream().map(Customer::customer).toList());
    }

    @Override
    public Created run(Command command, Work work) {
        Sql sql = work.sql(Sql.class);
        Map<CustomerId, Customer> wanted = new HashMap<>();
        for (Customer customer : command.customers()) {
            requireSame(wanted.putIfAbsent(customer.customer(), customer), customer);
        }
        List<Customer> existing = sql.find(
                work.company(), wanted.keySet().stream().map(CustomerId::value).toArray(String[]::new));
        for (Customer known : existing) {
            Customer customer = wanted.remove(known.customer());
            if (customer != null) {
                requireSame(known, customer);
            }
        }
        List<Customer> fresh = new ArrayList<>(wanted.values());
        fresh.sort(Comparator.comparing(Customer::customer));
        sql.insert(
                work.company(),
                work.now(),
                fresh.stream().map(customer -> customer.customer().value()).toArray(String[]::new),
                fresh.stream().map(Customer::name).toArray(String[]::new),
                fresh.stream().map(Customer::customerClass).toArray(String[]::new));
        for (Customer customer : fresh) {
            work.publish(
                    new CustomerCreated(customer.customer(), customer.name(), customer.customerClass(), work.now()),
                    null);
        }
        return new Created(fresh.size(), existing.size());
    }

    private static void requireSame(@Nullable Customer known, Customer customer) {
        if (known != null && !known.equals(customer)) {
            throw new Refused(
                    Problem.ALREADY_EXISTS, "Customer " + customer.customer() + " exists with other content.");
        }
    }

    interface Sql {
        @SqlQuery("""
                select customer_id as customer, name, customer_class as "customerClass"
                from customer where company_id = :company and customer_id = any(:customers)
                """)
        List<Customer> find(CompanyId company, String[] customers);

        @SqlUpdate("""
                insert into customer (company_id, customer_id, name, customer_class, created_at)
                select :company, c.customer_id, c.name, c.customer_class, :now
                from unnest(:customers, :names, :classes) as c (customer_id, name, customer_class)
                """)
        void insert(CompanyId company, Instant now, String[] customers, String[] names, String[] classes);
    }
}
