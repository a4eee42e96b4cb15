package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.kernel.http.Creates;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goods receipts. */
@Path("receipts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ReceiptResource {
    private final ReceiveGoods receiveGoods;
    private final CheckQuality checkQuality;
    private final DirectPutAway directPutAway;
    private final PutAway putAway;
    private final ClosePutAway closePutAway;

    ReceiptResource(
            ReceiveGoods receiveGoods,
            CheckQuality checkQuality,
            DirectPutAway directPutAway,
            PutAway putAway,
            ClosePutAway closePutAway) {
        this.receiveGoods = receiveGoods;
        this.checkQuality = checkQuality;
        this.directPutAway = directPutAway;
        this.putAway = putAway;
        this.closePutAway = closePutAway;
    }

    /** What was checked of a receipt. */
    record CheckBody(List<CheckQuality.Line> lines) {}

    /** What was put away of a receipt. */
    record PutAwayBody(@Nullable Instant occurredAt, List<PutAway.Line> lines) {}

    /** Which tasks of a receipt are closed, and why. */
    record CloseBody(List<Integer> tasks, String why) {}

    @POST
    @Creates
    public Receipt<ReceiptView> receive(@Context Caller caller, ReceiveGoods.@Nullable Command command) {
        return caller.run(receiveGoods, command);
    }

    @GET
    @Path("{receipt}")
    public ReceiptDetails get(@Context Caller caller, @PathParam("receipt") ReceiptId receipt) {
        return caller.read((handle, actor) -> ReceiptQueries.get(handle, actor, receipt));
    }

    @POST
    @Path("{receipt}/check")
    public Receipt<ReceiptDetails> check(
            @Context Caller caller, @PathParam("receipt") ReceiptId receipt, @Nullable CheckBody body) {
        return caller.run(checkQuality, body == null ? null : new CheckQuality.Command(receipt, body.lines()));
    }

    @POST
    @Path("{receipt}/direct")
    public Receipt<ReceiptDetails> direct(@Context Caller caller, @PathParam("receipt") ReceiptId receipt) {
        return caller.run(directPutAway, new DirectPutAway.Command(receipt));
    }

    @POST
    @Path("{receipt}/put-away")
    public Receipt<ReceiptDetails> putAway(
            @Context Caller caller, @PathParam("receipt") ReceiptId receipt, @Nullable PutAwayBody body) {
        return caller.run(putAway, body == null ? null : new PutAway.Command(receipt, body.occurredAt(), body.lines()));
    }

    @POST
    @Path("{receipt}/close-put-away")
    public Receipt<ReceiptDetails> close(
            @Context Caller caller, @PathParam("receipt") ReceiptId receipt, @Nullable CloseBody body) {
        return caller.run(
                closePutAway, body == null ? null : new ClosePutAway.Command(receipt, body.tasks(), body.why()));
    }
}
