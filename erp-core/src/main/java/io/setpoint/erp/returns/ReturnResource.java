package io.setpoint.erp.returns;

import io.setpoint.contracts.events.ReturnOutcome;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.kernel.http.Creates;
import io.setpoint.erp.returns.ReturnQueries.ReturnSummary;
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
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Returns of customers. */
@Path("returns")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ReturnResource {
    private final OpenReturn openReturn;
    private final CancelReturn cancelReturn;
    private final ReceiveReturn receiveReturn;
    private final DisposeReturn disposeReturn;
    private final ApproveDisposition approveDisposition;
    private final RejectDisposition rejectDisposition;

    ReturnResource(
            OpenReturn openReturn,
            CancelReturn cancelReturn,
            ReceiveReturn receiveReturn,
            DisposeReturn disposeReturn,
            ApproveDisposition approveDisposition,
            RejectDisposition rejectDisposition) {
        this.openReturn = openReturn;
        this.cancelReturn = cancelReturn;
        this.receiveReturn = receiveReturn;
        this.disposeReturn = disposeReturn;
        this.approveDisposition = approveDisposition;
        this.rejectDisposition = rejectDisposition;
    }

    /** The body of a cancellation. */
    record CancelReturnBody(String why) {}

    /** The body of a receipt; lines are those that differ from what was announced. */
    record ReceiveReturnBody(
            BinId bin,
            @Nullable Instant occurredAt,
            @Nullable List<ReceiveReturn.Line> lines) {}

    /** The body of a verdict. */
    record DispositionBody(
            int lineNo,
            BigDecimal quantity,
            ReturnOutcome outcome,
            @Nullable BinId toBin,
            @Nullable String note) {}

    /** What comes with an approval. */
    record DispositionApproval(@Nullable String note) {}

    /** What comes with a rejection. */
    record DispositionRejection(String why) {}

    @POST
    @Creates
    public Receipt<ReturnView> open(@Context Caller caller, OpenReturn.@Nullable Command command) {
        return caller.run(openReturn, command);
    }

    @POST
    @Path("{returnId}/cancel")
    public Receipt<ReturnView> cancel(
            @Context Caller caller, @PathParam("returnId") ReturnId returnId, @Nullable CancelReturnBody body) {
        return caller.run(cancelReturn, body == null ? null : new CancelReturn.Command(returnId, body.why()));
    }

    @POST
    @Path("{returnId}/receive")
    public Receipt<ReturnView> receive(
            @Context Caller caller, @PathParam("returnId") ReturnId returnId, @Nullable ReceiveReturnBody body) {
        return caller.run(
                receiveReturn,
                body == null ? null : new ReceiveReturn.Command(returnId, body.bin(), body.occurredAt(), body.lines()));
    }

    @POST
    @Path("{returnId}/dispositions")
    @Creates
    public Receipt<ReturnView> dispose(
            @Context Caller caller, @PathParam("returnId") ReturnId returnId, @Nullable DispositionBody body) {
        return caller.run(
                disposeReturn,
                body == null
                        ? null
                        : new DisposeReturn.Command(
                                returnId, body.lineNo(), body.quantity(), body.outcome(), body.toBin(), body.note()));
    }

    @POST
    @Path("{returnId}/dispositions/{dispositionNo}/approve")
    public Receipt<ReturnView> approve(
            @Context Caller caller,
            @PathParam("returnId") ReturnId returnId,
            @PathParam("dispositionNo") int dispositionNo,
            @Nullable DispositionApproval body) {
        return caller.run(
                approveDisposition,
                new ApproveDisposition.Command(returnId, dispositionNo, body == null ? null : body.note()));
    }

    @POST
    @Path("{returnId}/dispositions/{dispositionNo}/reject")
    public Receipt<ReturnView> reject(
            @Context Caller caller,
            @PathParam("returnId") ReturnId returnId,
            @PathParam("dispositionNo") int dispositionNo,
            @Nullable DispositionRejection body) {
        return caller.run(
                rejectDisposition,
                body == null ? null : new RejectDisposition.Command(returnId, dispositionNo, body.why()));
    }

    @GET
    public Page<ReturnSummary> list(
            @Context Caller caller,
            @QueryParam("state") @Nullable ReturnState state,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("order") @Nullable OrderId order,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) -> ReturnQueries.list(handle, actor, state, site, order, cursor, limit));
    }

    @GET
    @Path("{returnId}")
    public ReturnView get(@Context Caller caller, @PathParam("returnId") ReturnId returnId) {
        return caller.read((handle, actor) -> ReturnQueries.get(handle, actor, returnId));
    }
}
