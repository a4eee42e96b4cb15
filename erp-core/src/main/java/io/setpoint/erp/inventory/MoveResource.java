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

/** Moves of stock within a site. */
@Path("stock-moves")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class MoveResource {
    private final MoveStock moveStock;

    MoveResource(MoveStock moveStock) {
        this.moveStock = moveStock;
    }

    @POST
    @Creates
    public Receipt<MoveStock.MoveView> move(@Context Caller caller, MoveStock.@Nullable Command command) {
        return caller.run(moveStock, command);
    }
}
