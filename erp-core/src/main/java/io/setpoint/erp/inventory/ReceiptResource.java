package io.setpoint.erp.inventory;

import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.kernel.http.Creates;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Goods receipts. */
@Path("receipts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ReceiptResource {
    private final ReceiveGoods receiveGoods;

    ReceiptResource(ReceiveGoods receiveGoods) {
        this.receiveGoods = receiveGoods;
    }

    @POST
    @Creates
    public Receipt<ReceiptView> receive(@Context Caller caller, ReceiveGoods.@Nullable Command command) {
        return caller.run(receiveGoods, command);
    }
}
