package io.setpoint.erp.shipping;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.sales.api.OrderView;
import io.setpoint.erp.sales.api.ShippableOrders;
import io.setpoint.erp.shipping.PickAndShip.Command;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Picks an order and ships what was picked in one, where the site's route says so; under every control of both. */
final class PickAndShip implements UseCase<Command, ShipmentView> {
    record Command(
            OrderId order,
            @Nullable Instant occurredAt,
            List<ConfirmPick.Picked> lines,
            String carrier,
            @Nullable String tracking) {
        Command {
            lines = List.copyOf(lines);
        }
    }

    private final ShippableOrders orders;
    private final ConfirmPick confirmPick;
    private final ShipShipment shipShipment;

    PickAndShip(ShippableOrders orders, ConfirmPick confirmPick, ShipShipment shipShipment) {
        this.orders = orders;
        this.confirmPick = confirmPick;
        this.shipShipment = shipShipment;
    }

    @Override
    public Control control() {
        return Control.of("pick-and-ship", "Picks an order and ships what was picked, at a site that does so in one.")
                .refusing(Problem.NOT_FOUND, Problem.STALE_VERSION, Problem.WRONG_STATE);
    }

    @Override
    public Permission permission() {
        return Permission.SHIP;
    }

    @Override
    public ShipmentView run(Command command, Work work) {
        OrderView order = orders.lock(work, command.order());
        work.requireAt(permission(), order.site());
        work.requireVersion(order.version());
        ShipRoute route = ShipRoute.of(work, order.site());
        if (route != ShipRoute.AT_ONCE) {
            throw new Refused(
                    Problem.WRONG_STATE,
                    "At " + order.site() + " goods leave after they were " + route + ", not at once.");
        }
        ShipmentView picked = work.perform(
                confirmPick, new ConfirmPick.Command(command.order(), command.occurredAt(), command.lines()));
        return work.perform(
                shipShipment,
                new ShipShipment.Command(
                        picked.shipment(), command.carrier(), command.tracking(), command.occurredAt()));
    }
}
