package io.setpoint.erp.purchasing;

import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.organization.api.Imported;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Purchase orders of the time before go-live. */
@Path("history/purchases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PurchaseHistoryResource {
    private final ImportPurchases importPurchases;

    PurchaseHistoryResource(ImportPurchases importPurchases) {
        this.importPurchases = importPurchases;
    }

    @POST
    public Receipt<Imported> purchases(@Context Caller caller, ImportPurchases.@Nullable Command command) {
        return caller.run(importPurchases, command);
    }
}
