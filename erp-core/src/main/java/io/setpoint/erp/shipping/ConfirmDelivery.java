package io.setpoint.erp.shipping;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.ShipmentDelivered;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.sales.api.OrderView;
import io.setpoint.erp.sales.api.ShippableOrders;
import io.setpoint.erp.shipping.ConfirmDelivery.Command;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Notes the proof of delivery of a shipment. */
final class ConfirmDelivery implements UseCase<Command, ShipmentView> {
    private final ShippableOrders orders;

    ConfirmDelivery(ShippableOrders orders) {
        this.orders = orders;
    }

    record Command(
            ShipmentId shipment,
            String receivedBy,
            @Nullable Instant occurredAt) {
        Command {
            if (receivedBy.isBlank() || receivedBy.length() > 100) {
                throw new IllegalArgumentException("needs the name of who received it, of at most 100 characters");
            }
        }
    }

    @Override
    public Control control() {
        return Control.of("confirm-delivery", "Notes the proof of delivery of a shipment.")
                .publishing(EventType.SHIPMENT_DELIVERED)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.STALE_VERSION,
                        Problem.WRONG_STATE,
                        Problem.IN_THE_FUTURE,
                        Problem.OUT_OF_SEQUENCE);
    }

    @Override
    public Permission permission() {
        return Permission.SHIP;
    }

    @Override
    public ShipmentView run(Command command, Work work) {
        OrderView order = orders.lock(work, ShipmentRows.order(work, command.shipment()));
        ShipmentView shipment = ShipmentRows.lock(work, command.shipment());
        work.requireAt(Permission.SHIP, shipment.site());
        work.requireVersion(shipment.version());
        Instant shippedAt = shipment.shippedAt();
        if (shipment.state() != ShipmentView.State.SHIPPED || shippedAt == null) {
            throw new Refused(Problem.WRONG_STATE, "Shipment " + shipment.shipment() + " is " + shipment.state() + ".");
        }
        Instant occurredAt = work.occurredAt(command.occurredAt());
        if (occurredAt.isBefore(shippedAt)) {
            throw new Refused(Problem.OUT_OF_SEQUENCE, "The shipment left at " + shippedAt + ".");
        }
        boolean others = work.handle()
                .createQuery("""
                        select exists (select from shipment where company_id = :company and order_id = :order
                          and shipment_id <> :shipment and state <> 'DELIVERED')
                        """)
                .bind("company", work.company())
                .bind("order", order.order())
                .bind("shipment", shipment.shipment())
                .mapTo(Boolean.class)
                .one();
        work.write(
                """
                update shipment set state = 'DELIVERED', version = version + 1, delivered_at = ?, received_by = ?
                where company_id = ? and shipment_id = ?""",
                occurredAt,
                command.receivedBy(),
                work.company().value(),
                shipment.shipment().value());
        OrderView after = orders.deliver(work, order, !others);
        work.publish(
                new ShipmentDelivered(
                        shipment.shipment(), order.order(), shipment.site(), command.receivedBy(), occurredAt),
                shipment.site());
        return new ShipmentView(
                shipment.shipment(),
                shipment.order(),
                shipment.site(),
                ShipmentView.State.DELIVERED,
                shipment.version() + 1,
                shipment.pickedAt(),
                shipment.pickedBy(),
                shipment.packedAt(),
                shipment.packedBy(),
                shipment.parcels(),
                shipment.packEvidence(),
                shipment.carrier(),
                shipment.tracking(),
                shipment.shippedAt(),
                shipment.shippedBy(),
                occurredAt,
                command.receivedBy(),
                after.version(),
                shipment.lines());
    }
}
