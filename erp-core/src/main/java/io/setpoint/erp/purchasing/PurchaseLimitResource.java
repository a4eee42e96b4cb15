package io.setpoint.erp.purchasing;

import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.http.Caller;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** The amounts up to which a buyer orders alone, or with one other person. */
@Path("purchase-limits")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PurchaseLimitResource {
    private final SetPurchaseLimits setLimits;

    PurchaseLimitResource(SetPurchaseLimits setLimits) {
        this.setLimits = setLimits;
    }

    @POST
    public Receipt<SetPurchaseLimits.Limits> set(@Context Caller caller, SetPurchaseLimits.@Nullable Limits limits) {
        return caller.run(setLimits, limits);
    }

    @GET
    public SetPurchaseLimits.Limits get(@Context Caller caller) {
        return caller.read((handle, actor) ->
                handle.attach(SetPurchaseLimits.Sql.class).find().orElse(SetPurchaseLimits.Limits.NONE));
    }
}
