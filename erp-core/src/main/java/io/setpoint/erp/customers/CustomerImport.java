package io.setpoint.erp.customers;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.CustomerWithdrawn;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.erp.customers.CreateCustomers.Customer;
import io.setpoint.erp.imports.api.ImportRow;
import io.setpoint.erp.imports.api.ImportTarget;
import io.setpoint.erp.imports.api.KeyedBatch;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Files of customers. */
final class CustomerImport implements ImportTarget {
    private final CreateCustomers createCustomers;

    CustomerImport(CreateCustomers createCustomers) {
        this.createCustomers = createCustomers;
    }

    interface Sql {
        @SqlQuery("""
                select key || ' is used by ' || used_by
                  from referred_to('customer', 'customer_id', :keys, '{}')
                 order by 1
                """)
        List<String> used(List<String> keys);

        @SqlUpdate("delete from customer where customer_id = any(:keys)")
        void delete(List<String> keys);
    }

    @Override
    public String kind() {
        return "customers";
    }

    @Override
    public Permission permission() {
        return createCustomers.permission();
    }

    @Override
    public List<String> needed() {
        return List.of("customer", "name", "customerClass");
    }

    @Override
    public List<String> possible() {
        return List.of();
    }

    @Override
    public List<UseCase<?, ?>> useCases() {
        return List.of(createCustomers);
    }

    @Override
    public Batch begin(CompanyId company) {
        return new KeyedBatch<>(
                "customer",
                CustomerImport::read,
                Customer::customer,
                (handle, customers) -> find(handle, company, customers.values()),
                this::create,
                false);
    }

    @Override
    public List<String> builtOn(Work work, List<String> keys) {
        return work.sql(Sql.class).used(keys);
    }

    @Override
    public void undo(Work work, List<String> keys, String why) {
        work.sql(Sql.class).delete(keys);
        for (String key : keys) {
            work.publish(new CustomerWithdrawn(new CustomerId(key), why, work.person(), work.now()), null);
        }
    }

    private static @Nullable Customer read(ImportRow row) {
        CustomerId customer = row.need("customer", CustomerId::new);
        String name = row.need("name", cell -> cell);
        String customerClass = row.need("customerClass", cell -> cell);
        if (customer == null || name == null || customerClass == null) {
            return null;
        }
        try {
            return new Customer(customer, name, customerClass);
        } catch (IllegalArgumentException e) {
            row.refuse(null, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private List<String> create(Work work, List<Customer> customers) {
        work.perform(createCustomers, new CreateCustomers.Command(customers));
        return customers.stream().map(customer -> customer.customer().value()).toList();
    }

    private static Map<CustomerId, Customer> find(Handle handle, CompanyId company, Collection<Customer> customers) {
        Map<CustomerId, Customer> known = new HashMap<>();
        handle.attach(CreateCustomers.Sql.class)
                .find(
                        company,
                        customers.stream()
                                .map(customer -> customer.customer().value())
                                .toArray(String[]::new))
                .forEach(customer -> known.put(customer.customer(), customer));
        return known;
    }
}
