package io.setpoint.erp.pricing;

import io.setpoint.contracts.values.OverrideLimitId;
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
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How far off the list price the lower right to approve overrides reaches. */
@Path("override-limits")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class OverrideLimitResource {
    private final ProposeOverrideLimit proposeOverrideLimit;
    private final ApproveOverrideLimit approveOverrideLimit;
    private final RejectOverrideLimit rejectOverrideLimit;

    OverrideLimitResource(
            ProposeOverrideLimit proposeOverrideLimit,
            ApproveOverrideLimit approveOverrideLimit,
            RejectOverrideLimit rejectOverrideLimit) {
        this.proposeOverrideLimit = proposeOverrideLimit;
        this.approveOverrideLimit = approveOverrideLimit;
        this.rejectOverrideLimit = rejectOverrideLimit;
    }

    /** What holds now. */
    record OverrideLimit(BigDecimal percent) {}

    /** What comes with an approval. */
    record OverrideLimitApproval(@Nullable String note) {}

    /** What comes with a rejection. */
    record OverrideLimitRejection(String why) {}

    @POST
    @Creates
    public Receipt<OverrideLimitView> propose(@Context Caller caller, ProposeOverrideLimit.@Nullable Command command) {
        return caller.run(proposeOverrideLimit, command);
    }

    @POST
    @Path("{overrideLimit}/approve")
    public Receipt<OverrideLimitView> approve(
            @Context Caller caller,
            @PathParam("overrideLimit") OverrideLimitId overrideLimit,
            @Nullable OverrideLimitApproval body) {
        return caller.run(
                approveOverrideLimit,
                new ApproveOverrideLimit.Command(overrideLimit, body == null ? null : body.note()));
    }

    @POST
    @Path("{overrideLimit}/reject")
    public Receipt<OverrideLimitView> reject(
            @Context Caller caller,
            @PathParam("overrideLimit") OverrideLimitId overrideLimit,
            @Nullable OverrideLimitRejection body) {
        return caller.run(
                rejectOverrideLimit, body == null ? null : new RejectOverrideLimit.Command(overrideLimit, body.why()));
    }

    @GET
    public Page<OverrideLimitView> list(
            @Context Caller caller,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) -> OverrideLimitRows.list(handle, cursor, limit));
    }

    @GET
    @Path("current")
    public OverrideLimit current(@Context Caller caller) {
        return caller.read((handle, actor) -> new OverrideLimit(OverrideLimitRows.percent(handle)));
    }
}
