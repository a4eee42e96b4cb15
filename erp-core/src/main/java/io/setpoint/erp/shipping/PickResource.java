package io.setpoint.erp.shipping;

import io.setpoint.contracts.values.OrderId;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.kernel.http.Creates;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Picks of an order. */
@Path("orders/{order}/picks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PickResource {
    private final ConfirmPick confirmPick;
    private final PickAndShip pickAndShip;

    PickResource(ConfirmPick confirmPick, PickAndShip pickAndShip) {
        this.confirmPick = confirmPick;
        this.pickAndShip = pickAndShip;
    }

    /** The body of a pick. */
    record PickBody(@Nullable Instant occurredAt, List<ConfirmPick.Picked> lines) {}

    /** The body of a pick that leaves at once. */
    record PickAndShipBody(
            @Nullable Instant occurredAt,
            List<ConfirmPick.Picked> lines,
            String carrier,
            @Nullable String tracking) {}

    @POST
    @Creates
    public Receipt<ShipmentView> confirm(
            @Context Caller caller, @PathParam("order") OrderId order, @Nullable PickBody body) {
        return caller.run(
                confirmPick, body == null ? null : new ConfirmPick.Command(order, body.occurredAt(), body.lines()));
    }

    @POST
    @Path("ship")
    @Creates
    public Receipt<ShipmentView> ship(
            @Context Caller caller, @PathParam("order") OrderId order, @Nullable PickAndShipBody body) {
        return caller.run(
                pickAndShip,
                body == null
                        ? null
                        : new PickAndShip.Command(
                                order, body.occurredAt(), body.lines(), body.carrier(), body.tracking()));
    }
}
