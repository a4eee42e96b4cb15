package io.setpoint.erp.units;

import io.setpoint.contracts.values.UnitChangeId;
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

/** Changes of units of measure. */
@Path("unit-changes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class UnitChangeResource {
    private final ProposeUnits proposeUnits;
    private final ApproveUnits approveUnits;
    private final RejectUnits rejectUnits;

    UnitChangeResource(ProposeUnits proposeUnits, ApproveUnits approveUnits, RejectUnits rejectUnits) {
        this.proposeUnits = proposeUnits;
        this.approveUnits = approveUnits;
        this.rejectUnits = rejectUnits;
    }

    /** What comes with an approval. */
    record UnitApproval(@Nullable String note) {}

    /** What comes with a rejection. */
    record UnitRejection(String why) {}

    @POST
    @Creates
    public Receipt<UnitChangeView> propose(@Context Caller caller, ProposeUnits.@Nullable Command command) {
        return caller.run(proposeUnits, command);
    }

    @POST
    @Path("{unitChange}/approve")
    public Receipt<UnitChangeView> approve(
            @Context Caller caller, @PathParam("unitChange") UnitChangeId unitChange, @Nullable UnitApproval body) {
        return caller.run(approveUnits, new ApproveUnits.Command(unitChange, body == null ? null : body.note()));
    }

    @POST
    @Path("{unitChange}/reject")
    public Receipt<UnitChangeView> reject(
            @Context Caller caller, @PathParam("unitChange") UnitChangeId unitChange, @Nullable UnitRejection body) {
        return caller.run(rejectUnits, body == null ? null : new RejectUnits.Command(unitChange, body.why()));
    }

    @GET
    public Page<UnitChangeView> list(
            @Context Caller caller,
            @QueryParam("state") @Nullable UnitChangeState state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) -> UnitQueries.changes(handle, state, cursor, limit));
    }

    @GET
    @Path("{unitChange}")
    public UnitChangeView get(@Context Caller caller, @PathParam("unitChange") UnitChangeId unitChange) {
        return caller.read((handle, actor) -> UnitQueries.get(handle, unitChange));
    }
}
