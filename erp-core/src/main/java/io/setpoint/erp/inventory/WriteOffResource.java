package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.TransferId;
import io.setpoint.contracts.values.WriteOffId;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.http.Caller;
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

/** Decisions on write-offs of goods in transit. */
@Path("transfer-write-offs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class WriteOffResource {
    private final ApproveWriteOff approveWriteOff;
    private final RejectWriteOff rejectWriteOff;

    WriteOffResource(ApproveWriteOff approveWriteOff, RejectWriteOff rejectWriteOff) {
        this.approveWriteOff = approveWriteOff;
        this.rejectWriteOff = rejectWriteOff;
    }

    /** What comes with an approval. */
    public record WriteOffApproval(@Nullable String note) {}

    /** What comes with a rejection. */
    public record WriteOffRejection(String why) {}

    @POST
    @Path("{writeOff}/approve")
    public Receipt<WriteOffView> approve(
            @Context Caller caller, @PathParam("writeOff") WriteOffId writeOff, @Nullable WriteOffApproval body) {
        return caller.run(approveWriteOff, new ApproveWriteOff.Command(writeOff, body == null ? null : body.note()));
    }

    @POST
    @Path("{writeOff}/reject")
    public Receipt<WriteOffView> reject(
            @Context Caller caller, @PathParam("writeOff") WriteOffId writeOff, @Nullable WriteOffRejection body) {
        return caller.run(rejectWriteOff, body == null ? null : new RejectWriteOff.Command(writeOff, body.why()));
    }

    @GET
    public Page<WriteOffView> list(
            @Context Caller caller,
            @QueryParam("state") @Nullable WriteOffState state,
            @QueryParam("transfer") @Nullable TransferId transfer,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) -> WriteOffQueries.list(handle, actor, state, transfer, cursor, limit));
    }
}
