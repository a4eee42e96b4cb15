package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.NegativeStockId;
import io.setpoint.contracts.values.SiteId;
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

/** Permissions for a site's shipments to take bins below zero for a while. */
@Path("negative-stock")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class NegativeStockResource {
    private final ProposeNegativeStock proposeNegativeStock;
    private final ApproveNegativeStock approveNegativeStock;
    private final RejectNegativeStock rejectNegativeStock;

    NegativeStockResource(
            ProposeNegativeStock proposeNegativeStock,
            ApproveNegativeStock approveNegativeStock,
            RejectNegativeStock rejectNegativeStock) {
        this.proposeNegativeStock = proposeNegativeStock;
        this.approveNegativeStock = approveNegativeStock;
        this.rejectNegativeStock = rejectNegativeStock;
    }

    /** What comes with an approval. */
    public record NegativeStockApproval(@Nullable String note) {}

    /** What comes with a rejection. */
    public record NegativeStockRejection(String why) {}

    @POST
    @Creates
    public Receipt<NegativeStockView> propose(@Context Caller caller, ProposeNegativeStock.@Nullable Command command) {
        return caller.run(proposeNegativeStock, command);
    }

    @POST
    @Path("{negativeStock}/approve")
    public Receipt<NegativeStockView> approve(
            @Context Caller caller,
            @PathParam("negativeStock") NegativeStockId negativeStock,
            @Nullable NegativeStockApproval body) {
        return caller.run(
                approveNegativeStock,
                new ApproveNegativeStock.Command(negativeStock, body == null ? null : body.note()));
    }

    @POST
    @Path("{negativeStock}/reject")
    public Receipt<NegativeStockView> reject(
            @Context Caller caller,
            @PathParam("negativeStock") NegativeStockId negativeStock,
            @Nullable NegativeStockRejection body) {
        return caller.run(
                rejectNegativeStock, body == null ? null : new RejectNegativeStock.Command(negativeStock, body.why()));
    }

    @GET
    public Page<NegativeStockView> list(
            @Context Caller caller,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) -> NegativeStock.list(handle, actor, site, cursor, limit));
    }

    @GET
    @Path("{negativeStock}")
    public NegativeStockView get(@Context Caller caller, @PathParam("negativeStock") NegativeStockId negativeStock) {
        return caller.read((handle, actor) -> NegativeStock.get(handle, actor, negativeStock));
    }
}
