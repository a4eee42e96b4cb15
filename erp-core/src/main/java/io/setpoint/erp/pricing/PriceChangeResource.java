package io.setpoint.erp.pricing;

import io.setpoint.contracts.values.PriceChangeId;
import io.setpoint.contracts.values.PriceListId;
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

/** Changes of prices. */
@Path("price-changes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PriceChangeResource {
    private final ProposePrices proposePrices;
    private final ApprovePrices approvePrices;
    private final RejectPrices rejectPrices;

    PriceChangeResource(ProposePrices proposePrices, ApprovePrices approvePrices, RejectPrices rejectPrices) {
        this.proposePrices = proposePrices;
        this.approvePrices = approvePrices;
        this.rejectPrices = rejectPrices;
    }

    /** What comes with an approval. */
    record PriceApproval(@Nullable String note) {}

    /** What comes with a rejection. */
    record PriceRejection(String why) {}

    @POST
    @Creates
    public Receipt<PriceChangeView> propose(@Context Caller caller, ProposePrices.@Nullable Command command) {
        return caller.run(proposePrices, command);
    }

    @POST
    @Path("{priceChange}/approve")
    public Receipt<PriceChangeView> approve(
            @Context Caller caller, @PathParam("priceChange") PriceChangeId priceChange, @Nullable PriceApproval body) {
        return caller.run(approvePrices, new ApprovePrices.Command(priceChange, body == null ? null : body.note()));
    }

    @POST
    @Path("{priceChange}/reject")
    public Receipt<PriceChangeView> reject(
            @Context Caller caller,
            @PathParam("priceChange") PriceChangeId priceChange,
            @Nullable PriceRejection body) {
        return caller.run(rejectPrices, body == null ? null : new RejectPrices.Command(priceChange, body.why()));
    }

    @GET
    public Page<PriceChangeView> list(
            @Context Caller caller,
            @QueryParam("state") @Nullable PriceChangeState state,
            @QueryParam("priceList") @Nullable PriceListId priceList,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) -> PriceQueries.changes(handle, state, priceList, cursor, limit));
    }

    @GET
    @Path("{priceChange}")
    public PriceChangeView get(@Context Caller caller, @PathParam("priceChange") PriceChangeId priceChange) {
        return caller.read((handle, actor) -> PriceQueries.get(handle, priceChange));
    }
}
