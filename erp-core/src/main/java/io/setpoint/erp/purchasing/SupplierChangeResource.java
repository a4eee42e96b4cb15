package io.setpoint.erp.purchasing;

import io.setpoint.contracts.values.SupplierChangeId;
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

/** Proposed changes of suppliers' terms. */
@Path("supplier-changes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SupplierChangeResource {
    private final ProposeSupplierChange propose;
    private final ApproveSupplierChange approve;
    private final RejectSupplierChange reject;

    SupplierChangeResource(ProposeSupplierChange propose, ApproveSupplierChange approve, RejectSupplierChange reject) {
        this.propose = propose;
        this.approve = approve;
        this.reject = reject;
    }

    /** What comes with an approval. */
    record Approval(@Nullable String note) {}

    /** Why it is rejected. */
    record Why(String why) {}

    @POST
    @Creates
    public Receipt<SupplierChangeView> propose(
            @Context Caller caller, ProposeSupplierChange.@Nullable Command command) {
        return caller.run(propose, command);
    }

    @POST
    @Path("{change}/approve")
    public Receipt<SupplierChangeView> approve(
            @Context Caller caller, @PathParam("change") SupplierChangeId change, @Nullable Approval body) {
        return caller.run(approve, new ApproveSupplierChange.Command(change, body == null ? null : body.note()));
    }

    @POST
    @Path("{change}/reject")
    public Receipt<SupplierChangeView> reject(
            @Context Caller caller, @PathParam("change") SupplierChangeId change, @Nullable Why body) {
        return caller.run(reject, body == null ? null : new RejectSupplierChange.Command(change, body.why()));
    }

    @GET
    public Page<SupplierChangeView> list(
            @Context Caller caller,
            @QueryParam("state") @Nullable SupplierChangeState state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) -> SupplierQueries.changes(handle, state, cursor, limit));
    }

    @GET
    @Path("{change}")
    public SupplierChangeView get(@Context Caller caller, @PathParam("change") SupplierChangeId change) {
        return caller.read((handle, actor) -> SupplierBook.get(handle, change));
    }
}
