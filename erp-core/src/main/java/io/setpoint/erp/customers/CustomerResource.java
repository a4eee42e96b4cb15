package io.setpoint.erp.customers;

import io.setpoint.contracts.values.CustomerId;
import io.setpoint.erp.customers.CreateCustomers.Created;
import io.setpoint.erp.customers.CreateCustomers.Customer;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.kernel.http.Creates;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Customers of the company. */
@Path("customers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CustomerResource {
    private final CreateCustomers createCustomers;
    private final SetDeliveryPolicy setDeliveryPolicy;

    CustomerResource(CreateCustomers createCustomers, SetDeliveryPolicy setDeliveryPolicy) {
        this.createCustomers = createCustomers;
        this.setDeliveryPolicy = setDeliveryPolicy;
    }

    /** How a customer takes his orders. */
    record DeliveryPolicyBody(boolean shipComplete) {}

    @POST
    @Creates
    public Receipt<Created> create(@Context Caller caller, CreateCustomers.@Nullable Command command) {
        return caller.run(createCustomers, command);
    }

    @POST
    @Path("{customer}/delivery-policy")
    public Receipt<SetDeliveryPolicy.Command> setDeliveryPolicy(
            @Context Caller caller, @PathParam("customer") CustomerId customer, @Nullable DeliveryPolicyBody body) {
        return caller.run(
                setDeliveryPolicy, body == null ? null : new SetDeliveryPolicy.Command(customer, body.shipComplete()));
    }

    @GET
    public Page<Customer> list(
            @Context Caller caller,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Page.limit(limit);
        return caller.read((handle, actor) -> Page.of(
                handle.createQuery("""
                                select customer_id as customer, name, customer_class as "customerClass" from customer
                                where company_id = :company and customer_id > coalesce(cast(:cursor as text), '')
                                order by customer_id limit :rows
                                """)
                        .bind("company", actor.company())
                        .bind("cursor", cursor)
                        .bind("rows", size + 1)
                        .mapTo(Customer.class)
                        .list(),
                size,
                customer -> customer.customer().value()));
    }

    @GET
    @Path("{customer}")
    public Customer get(@Context Caller caller, @PathParam("customer") CustomerId customer) {
        return caller.read((handle, actor) -> handle.createQuery("""
                        select customer_id as customer, name, customer_class as "customerClass" from customer
                        where company_id = :company and customer_id = :customer
                        """)
                .bind("company", actor.company())
                .bind("customer", customer)
                .mapTo(Customer.class)
                .findOne()
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND, "There is no customer " + customer)));
    }
}
