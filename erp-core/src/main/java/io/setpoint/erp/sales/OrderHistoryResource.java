package io.setpoint.erp.sales;

import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.http.Caller;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Orders of the time before go-live. */
@Path("history/orders")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class OrderHistoryResource {
    private final ImportOrders importOrders;

    OrderHistoryResource(ImportOrders importOrders) {
        this.importOrders = importOrders;
    }

    /** Each order comes in whole or not at all, with a result of its own. */
    @POST
    public Receipt<ImportOrders.Imported> importOrders(@Context Caller caller, ImportOrders.@Nullable Command command) {
        return caller.run(importOrders, command);
    }
}
