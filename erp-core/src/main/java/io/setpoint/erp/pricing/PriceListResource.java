package io.setpoint.erp.pricing;

import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.kernel.http.Creates;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Price lists. */
@Path("price-lists")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PriceListResource {
    private final CreatePriceList createPriceList;

    PriceListResource(CreatePriceList createPriceList) {
        this.createPriceList = createPriceList;
    }

    @POST
    @Creates
    public Receipt<PriceListView> create(@Context Caller caller, CreatePriceList.@Nullable Command command) {
        return caller.run(createPriceList, command);
    }

    @GET
    public Page<PriceListView> list(
            @Context Caller caller,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) -> PriceQueries.lists(handle, cursor, limit));
    }
}
