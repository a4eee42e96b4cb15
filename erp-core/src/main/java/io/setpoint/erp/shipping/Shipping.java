package io.setpoint.erp.shipping;

import io.setpoint.erp.inventory.api.StockReservations;
import io.setpoint.erp.kernel.Capability;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.sales.api.ShippableOrders;
import io.setpoint.erp.shipping.api.PickConfirmation;
import java.util.List;

/** The capability shipping. */
public final class Shipping implements Capability {
    private final ConfirmPick confirmPick;
    private final PackShipment packShipment;
    private final ShipShipment shipShipment;
    private final PickAndShip pickAndShip;
    private final ConfirmDelivery confirmDelivery;

    public Shipping(ShippableOrders orders, StockReservations stock) {
        this.confirmPick = new ConfirmPick(orders, stock);
        this.packShipment = new PackShipment();
        this.shipShipment = new ShipShipment(orders, stock);
        this.pickAndShip = new PickAndShip(orders, confirmPick, shipShipment);
        this.confirmDelivery = new ConfirmDelivery(orders);
    }

    /** Picks for those who scan. */
    public PickConfirmation pickConfirmation() {
        return (work, order, lines) -> work.perform(
                        confirmPick,
                        new ConfirmPick.Command(
                                order,
                                null,
                                lines.stream()
                                        .map(line -> new ConfirmPick.Picked(
                                                line.lineNo(),
                                                line.bin(),
                                                line.picked(),
                                                line.shortReason(),
                                                line.lot(),
                                                line.lotReason()))
                                        .toList()))
                .shipment();
    }

    @Override
    public List<Object> resources() {
        return List.of(
                new PickResource(confirmPick, pickAndShip),
                new ShipmentResource(packShipment, shipShipment, confirmDelivery));
    }

    @Override
    public List<UseCase<?, ?>> useCases() {
        return List.of(confirmPick, packShipment, shipShipment, pickAndShip, confirmDelivery);
    }
}
