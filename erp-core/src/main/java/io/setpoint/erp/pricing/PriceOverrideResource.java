package io.setpoint.erp.pricing;

import io.setpoint.contracts.values.PriceOverrideId;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Receipt;
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

/** Price overrides. */
@Path("price-overrides")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PriceOverrideResource {
    private final ProposePriceOverride proposePriceOverride;
    private final ApprovePriceOverride approvePriceOverride;
    private final RejectPriceOverride rejectPriceOverride;

    PriceOverrideResource(
            ProposePriceOverride proposePriceOverride,
            ApprovePriceOverride approvePriceOverride,
            RejectPriceOverride rejectPriceOverride) {
        this.proposePriceOverride = proposePriceOverride;
        this.approvePriceOverride = approvePriceOverride;
        this.rejectPriceOverride = rejectPriceOverride;
    }

    /** What comes with an approval. */
    record OverrideApproval(@Nullable String note) {}

    /** What comes with a rejection. */
    record OverrideRejection(String why) {}

    @POST
    @Creates
    public Receipt<OverrideView> propose(@Context Caller caller, ProposePriceOverride.@Nullable Command command) {
        return caller.run(proposePriceOverride, command);
    }

    @POST
    @Path("{priceOverride}/approve")
    public Receipt<OverrideView> approve(
            @Context Caller caller,
            @PathParam("priceOverride") PriceOverrideId priceOverride,
            @Nullable OverrideApproval body) {
        return caller.run(
                approvePriceOverride,
                new ApprovePriceOverride.Command(priceOverride, body == null ? null : body.note()));
    }

    @POST
    @Path("{priceOverride}/reject")
    public Receipt<OverrideView> reject(
            @Context Caller caller,
            @PathParam("priceOverride") PriceOverrideId priceOverride,
            @Nullable OverrideRejection body) {
        return caller.run(
                rejectPriceOverride, body == null ? null : new RejectPriceOverride.Command(priceOverride, body.why()));
    }

    @GET
    public Page<OverrideView> list(
            @Context Caller caller,
            @QueryParam("state") @Nullable OverrideState state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) -> OverrideQueries.list(handle, actor, state, cursor, limit));
    }

    @GET
    @Path("{priceOverride}")
    public OverrideView get(@Context Caller caller, @PathParam("priceOverride") PriceOverrideId priceOverride) {
        return caller.read((handle, actor) -> OverrideQueries.get(handle, actor, priceOverride));
    }
}
