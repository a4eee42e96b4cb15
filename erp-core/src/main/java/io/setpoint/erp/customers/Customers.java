package io.setpoint.erp.customers;

import io.setpoint.erp.imports.api.ImportTarget;
import io.setpoint.erp.kernel.Capability;
import io.setpoint.erp.kernel.UseCase;
import java.util.List;

/** The capability customers. */
public final class Customers implements Capability {
    private final CreateCustomers createCustomers = new CreateCustomers();
    private final SetDeliveryPolicy setDeliveryPolicy = new SetDeliveryPolicy();

    /** Files of customers. */
    public ImportTarget customerImport() {
        return new CustomerImport(createCustomers);
    }

    @Override
    public List<Object> resources() {
        return List.of(new CustomerResource(createCustomers, setDeliveryPolicy));
    }

    @Override
    public List<UseCase<?, ?>> useCases() {
        return List.of(createCustomers, setDeliveryPolicy);
    }
}
