package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.AdjustmentId;
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

/** Inventory adjustments. */
@Path("adjustments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AdjustmentResource {
    private final ProposeAdjustment proposeAdjustment;
    private final ApproveAdjustment approveAdjustment;
    private final RejectAdjustment rejectAdjustment;

    AdjustmentResource(
            ProposeAdjustment proposeAdjustment,
            ApproveAdjustment approveAdjustment,
            RejectAdjustment rejectAdjustment) {
        this.proposeAdjustment = proposeAdjustment;
        this.approveAdjustment = approveAdjustment;
        this.rejectAdjustment = rejectAdjustment;
    }

    /** What comes with an approval. */
    public record Approval(@Nullable String note) {}

    /** What comes with a rejection. */
    public record Rejection(String why) {}

    @POST
    @Creates
    public Receipt<AdjustmentView> propose(@Context Caller caller, ProposeAdjustment.@Nullable Command command) {
        return caller.run(proposeAdjustment, command);
    }

    @POST
    @Path("{adjustment}/approve")
    public Receipt<AdjustmentView> approve(
            @Context Caller caller, @PathParam("adjustment") AdjustmentId adjustment, @Nullable Approval body) {
        return caller.run(
                approveAdjustment, new ApproveAdjustment.Command(adjustment, body == null ? null : body.note()));
    }

    @POST
    @Path("{adjustment}/reject")
    public Receipt<AdjustmentView> reject(
            @Context Caller caller, @PathParam("adjustment") AdjustmentId adjustment, @Nullable Rejection body) {
        return caller.run(rejectAdjustment, body == null ? null : new RejectAdjustment.Command(adjustment, body.why()));
    }

    @GET
    public Page<AdjustmentView> list(
            @Context Caller caller,
            @QueryParam("state") @Nullable AdjustmentState state,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) -> AdjustmentQueries.list(handle, actor, state, site, cursor, limit));
    }

    @GET
    @Path("{adjustment}")
    public AdjustmentPage get(@Context Caller caller, @PathParam("adjustment") AdjustmentId adjustment) {
        return caller.read((handle, actor) -> AdjustmentQueries.page(handle, actor, adjustment));
    }
}
