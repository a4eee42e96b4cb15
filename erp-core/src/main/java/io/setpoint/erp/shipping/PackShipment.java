package io.setpoint.erp.shipping;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.PackEvidence;
import io.setpoint.contracts.events.ShipmentPacked;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.shipping.PackShipment.Command;

/** Packs and checks picked goods. */
final class PackShipment implements UseCase<Command, ShipmentView> {
    private static final int MOST_PARCELS = 10_000;

    record Command(ShipmentId shipment, int parcels) {}

    @Override
    public Control control() {
        return Control.of("pack-shipment", "Packs and checks picked goods.")
                .publishing(EventType.SHIPMENT_PACKED)
                .refusing(Problem.NOT_FOUND, Problem.STALE_VERSION, Problem.WRONG_STATE);
    }

    @Override
    public Permission permission() {
        return Permission.PICK;
    }

    @Override
    public ShipmentView run(Command command, Work work) {
        if (command.parcels() < 1 || command.parcels() > MOST_PARCELS) {
            throw new Refused(Problem.INVALID, "A shipment has 1 to " + MOST_PARCELS + " parcels.");
        }
        ShipmentView shipment = ShipmentRows.lock(work, command.shipment());
        work.requireAt(Permission.PICK, shipment.site());
        work.requireVersion(shipment.version());
        if (shipment.state() != ShipmentView.State.PICKED) {
            throw new Refused(Problem.WRONG_STATE, "Shipment " + shipment.shipment() + " is " + shipment.state() + ".");
        }
        work.write(
                """
                update shipment set state = 'PACKED', version = version + 1, parcels = ?, packed_at = ?, packed_by = ?
                where company_id = ? and shipment_id = ?""",
                command.parcels(),
                work.now(),
                work.person().value(),
                work.company().value(),
                command.shipment().value());
        work.publish(
                new ShipmentPacked(
                        shipment.shipment(),
                        shipment.order(),
                        shipment.site(),
                        work.person(),
                        command.parcels(),
                        work.now()),
                shipment.site());
        return new ShipmentView(
                shipment.shipment(),
                shipment.order(),
                shipment.site(),
                ShipmentView.State.PACKED,
                shipment.version() + 1,
                shipment.pickedAt(),
                shipment.pickedBy(),
                work.now(),
                work.person(),
                command.parcels(),
                PackEvidence.PACKED,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                shipment.lines());
    }
}
