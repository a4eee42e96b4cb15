package io.setpoint.erp.inventory;

import io.setpoint.contracts.events.TransferDifference;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.TransferId;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.kernel.http.Creates;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
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

/** Transfers between sites, and what of them is in transit. */
@Path("transfers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class TransferResource {
    private final CreateTransfer createTransfer;
    private final SendTransfer sendTransfer;
    private final ReceiveTransfer receiveTransfer;
    private final CancelTransfer cancelTransfer;
    private final ProposeWriteOff proposeWriteOff;

    TransferResource(
            CreateTransfer createTransfer,
            SendTransfer sendTransfer,
            ReceiveTransfer receiveTransfer,
            CancelTransfer cancelTransfer,
            ProposeWriteOff proposeWriteOff) {
        this.createTransfer = createTransfer;
        this.sendTransfer = sendTransfer;
        this.receiveTransfer = receiveTransfer;
        this.cancelTransfer = cancelTransfer;
        this.proposeWriteOff = proposeWriteOff;
    }

    /** What comes with sending: the lines of which less leaves than planned. */
    public record Sending(
            @Nullable Instant occurredAt, @Nullable List<SendTransfer.ShortLine> lines) {}

    /** What arrived. */
    public record Arrival(@Nullable Instant occurredAt, List<ReceiveTransfer.Line> lines) {}

    /** Why a transfer is called off. */
    public record Cancellation(String why) {}

    /** What of a line is to be given up. */
    public record WriteOff(BigDecimal quantity, TransferDifference reason, String why) {}

    @POST
    @Creates
    public Receipt<TransferView> create(@Context Caller caller, CreateTransfer.@Nullable Command command) {
        return caller.run(createTransfer, command);
    }

    @POST
    @Path("{transfer}/send")
    public Receipt<TransferView> send(
            @Context Caller caller, @PathParam("transfer") TransferId transfer, @Nullable Sending body) {
        return caller.run(
                sendTransfer,
                body == null
                        ? new SendTransfer.Command(transfer, null, null)
                        : new SendTransfer.Command(transfer, body.occurredAt(), body.lines()));
    }

    @POST
    @Path("{transfer}/receive")
    public Receipt<TransferView> receive(
            @Context Caller caller, @PathParam("transfer") TransferId transfer, @Nullable Arrival body) {
        return caller.run(
                receiveTransfer,
                body == null ? null : new ReceiveTransfer.Command(transfer, body.occurredAt(), body.lines()));
    }

    @POST
    @Path("{transfer}/cancel")
    public Receipt<TransferView> cancel(
            @Context Caller caller, @PathParam("transfer") TransferId transfer, @Nullable Cancellation body) {
        return caller.run(cancelTransfer, body == null ? null : new CancelTransfer.Command(transfer, body.why()));
    }

    @POST
    @Path("{transfer}/lines/{lineNo}/write-offs")
    @Creates
    public Receipt<WriteOffView> writeOff(
            @Context Caller caller,
            @PathParam("transfer") TransferId transfer,
            @PathParam("lineNo") int lineNo,
            @Nullable WriteOff body) {
        return caller.run(
                proposeWriteOff,
                body == null
                        ? null
                        : new ProposeWriteOff.Command(transfer, lineNo, body.quantity(), body.reason(), body.why()));
    }

    @GET
    public Page<TransferView> list(
            @Context Caller caller,
            @QueryParam("state") @Nullable TransferState state,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("item") @Nullable Sku item,
            @QueryParam("overdue") @DefaultValue("false") boolean overdue,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read(
                (handle, actor) -> TransferQueries.list(handle, actor, state, site, item, overdue, cursor, limit));
    }

    @GET
    @Path("in-transit")
    public Page<TransferQueries.InTransit> inTransit(
            @Context Caller caller,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("item") @Nullable Sku item,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) -> TransferQueries.inTransit(handle, actor, site, item, cursor, limit));
    }

    @GET
    @Path("{transfer}")
    public TransferView get(@Context Caller caller, @PathParam("transfer") TransferId transfer) {
        return caller.read((handle, actor) -> TransferQueries.get(handle, actor, transfer));
    }
}
