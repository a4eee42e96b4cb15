package io.setpoint.erp.shipping;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.PackEvidence;
import io.setpoint.contracts.events.ShipmentShipped;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.api.StockReservations;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.sales.api.OrderView;
import io.setpoint.erp.sales.api.ShippableOrders;
import io.setpoint.erp.shipping.ShipShipment.Command;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Goods leave the dock by scan: stock goes down, reservations are consumed, the order moves on. */
final class ShipShipment implements UseCase<Command, ShipmentView> {
    private final ShippableOrders orders;
    private final StockReservations stock;

    ShipShipment(ShippableOrders orders, StockReservations stock) {
        this.orders = orders;
        this.stock = stock;
    }

    record Command(
            ShipmentId shipment,
            String carrier,
            @Nullable String tracking,
            @Nullable Instant occurredAt) {
        Command {
            if (carrier.isBlank() || carrier.length() > 100 || (tracking != null && tracking.length() > 100)) {
                throw new IllegalArgumentException(
                        "needs a carrier, and it and the tracking code of at most 100 characters");
            }
        }
    }

    @Override
    public Control control() {
        return Control.of("ship-shipment", "Goods leave the dock: stock goes down and reservations are consumed.")
                .publishing(EventType.SHIPMENT_SHIPPED, EventType.NEGATIVE_STOCK_INCURRED)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.STALE_VERSION,
                        Problem.WRONG_STATE,
                        Problem.NOTHING_TO_DO,
                        Problem.MORE_THAN_ON_HAND,
                        Problem.ON_HOLD,
                        Problem.LOT_BLOCKED,
                        Problem.IN_THE_FUTURE,
                        Problem.OUT_OF_SEQUENCE);
    }

    @Override
    public Permission permission() {
        return Permission.SHIP;
    }

    @Override
    public ShipmentView run(Command command, Work work) {
        record Locked(OrderView order, ShipmentView shipment) {}
        OrderId orderId = ShipmentRows.order(work, command.shipment());
        Locked locked = ShipmentRows.locking(orders.locking(work, orderId), work.company(), command.shipment())
                .answer(answers ->
                        new Locked(orders.locked(orderId, answers), ShipmentRows.locked(command.shipment(), answers)));
        OrderView order = locked.order();
        ShipmentView shipment = locked.shipment();
        work.requireAt(Permission.SHIP, shipment.site());
        work.requireVersion(shipment.version());
        PackEvidence evidence = packEvidence(work, shipment);
        Instant occurredAt = work.occurredAt(command.occurredAt());
        if (occurredAt.isBefore(order.placedAt())) {
            throw new Refused(Problem.OUT_OF_SEQUENCE, "The order was placed at " + order.placedAt() + ".");
        }
        List<StockReservations.Picked> picked = new ArrayList<>();
        Map<Integer, BigDecimal> quantities = new TreeMap<>();
        for (ShipmentView.Line line : shipment.lines()) {
            BinId bin = line.bin();
            if (line.picked().signum() > 0 && bin != null) {
                picked.add(new StockReservations.Picked(line.lineNo(), line.item(), bin, line.lot(), line.picked()));
                quantities.merge(line.lineNo(), line.picked(), BigDecimal::add);
            }
        }
        if (picked.isEmpty()) {
            throw new Refused(Problem.NOTHING_TO_DO, "Nothing was picked for shipment " + shipment.shipment() + ".");
        }
        stock.ship(work, shipment.site(), shipment.shipment(), order.order(), picked, occurredAt);
        OrderView after = orders.ship(work, order, quantities);
        work.write(
                """
                update shipment set state = 'SHIPPED', version = version + 1, carrier = ?, tracking = ?,
                  shipped_at = ?, shipped_by = ?, pack_required = ?
                where company_id = ? and shipment_id = ?""",
                command.carrier(),
                command.tracking(),
                occurredAt,
                work.person().value(),
                evidence == PackEvidence.PACKED,
                work.company().value(),
                shipment.shipment().value());
        work.publish(
                new ShipmentShipped(
                        shipment.shipment(),
                        order.order(),
                        shipment.site(),
                        order.zone(),
                        command.carrier(),
                        command.tracking(),
                        occurredAt,
                        event(order, quantities),
                        evidence),
                shipment.site());
        return new ShipmentView(
                shipment.shipment(),
                shipment.order(),
                shipment.site(),
                ShipmentView.State.SHIPPED,
                shipment.version() + 1,
                shipment.pickedAt(),
                shipment.pickedBy(),
                shipment.packedAt(),
                shipment.packedBy(),
                shipment.parcels(),
                evidence,
                command.carrier(),
                command.tracking(),
                occurredAt,
                work.person(),
                null,
                null,
                after.version(),
                shipment.lines());
    }

    /** It is packed before it leaves, unless the route of its site has no packing. */
    private static PackEvidence packEvidence(Work work, ShipmentView shipment) {
        if (shipment.state() == ShipmentView.State.PACKED) {
            return PackEvidence.PACKED;
        }
        if (shipment.state() != ShipmentView.State.PICKED || ShipRoute.of(work, shipment.site()) == ShipRoute.PACKED) {
            throw new Refused(
                    Problem.WRONG_STATE,
                    "Shipment " + shipment.shipment() + " is " + shipment.state() + "; it is packed before it leaves.");
        }
        return PackEvidence.NOT_REQUIRED_BY_ROUTE;
    }

    private static List<ShipmentShipped.Line> event(OrderView order, Map<Integer, BigDecimal> quantities) {
        List<ShipmentShipped.Line> lines = new ArrayList<>();
        for (OrderView.Line line : order.lines()) {
            BigDecimal quantity = quantities.get(line.lineNo());
            if (quantity != null) {
                Sku item = line.item();
                lines.add(new ShipmentShipped.Line(line.lineNo(), item, new Quantity(quantity, line.unit())));
            }
        }
        return lines;
    }
}
