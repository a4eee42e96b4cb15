package io.setpoint.erp.shipping;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.http.Caller;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Shipments. */
@Path("shipments/{shipment}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ShipmentResource {
    private final PackShipment packShipment;
    private final ShipShipment shipShipment;
    private final ConfirmDelivery confirmDelivery;

    ShipmentResource(PackShipment packShipment, ShipShipment shipShipment, ConfirmDelivery confirmDelivery) {
        this.packShipment = packShipment;
        this.shipShipment = shipShipment;
        this.confirmDelivery = confirmDelivery;
    }

    /** The body of packing. */
    record PackBody(int parcels) {}

    /** The body of shipping. */
    record ShipBody(
            String carrier,
            @Nullable String tracking,
            @Nullable Instant occurredAt) {}

    /** The body of a proof of delivery. */
    record DeliveryBody(String receivedBy, @Nullable Instant occurredAt) {}

    @POST
    @Path("pack")
    public Receipt<ShipmentView> pack(
            @Context Caller caller, @PathParam("shipment") ShipmentId shipment, @Nullable PackBody body) {
        return caller.run(packShipment, body == null ? null : new PackShipment.Command(shipment, body.parcels()));
    }

    @POST
    @Path("ship")
    public Receipt<ShipmentView> ship(
            @Context Caller caller, @PathParam("shipment") ShipmentId shipment, @Nullable ShipBody body) {
        return caller.run(
                shipShipment,
                body == null
                        ? null
                        : new ShipShipment.Command(shipment, body.carrier(), body.tracking(), body.occurredAt()));
    }

    @POST
    @Path("delivery")
    public Receipt<ShipmentView> deliver(
            @Context Caller caller, @PathParam("shipment") ShipmentId shipment, @Nullable DeliveryBody body) {
        return caller.run(
                confirmDelivery,
                body == null ? null : new ConfirmDelivery.Command(shipment, body.receivedBy(), body.occurredAt()));
    }

    @GET
    public ShipmentView find(@Context Caller caller, @PathParam("shipment") ShipmentId shipment) {
        return caller.read((handle, actor) -> ShipmentRows.find(handle, actor.company(), shipment)
                .filter(found -> actor.mayAt(Permission.VIEW, found.site()))
                .orElseThrow(() -> ShipmentRows.unknown(shipment)));
    }
}
