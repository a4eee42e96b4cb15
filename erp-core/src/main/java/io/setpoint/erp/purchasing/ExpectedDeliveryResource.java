package io.setpoint.erp.purchasing;

import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.http.Caller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** What the dock waits for: sent purchase orders with something open, by the day they are expected. */
@Path("expected-deliveries")
@Produces(MediaType.APPLICATION_JSON)
public final class ExpectedDeliveryResource {
    @GET
    public Page<ExpectedDeliveryQueries.Delivery> list(
            @Context Caller caller,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("until") @Nullable String until,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) -> ExpectedDeliveryQueries.list(handle, actor, site, until, cursor, limit));
    }
}
