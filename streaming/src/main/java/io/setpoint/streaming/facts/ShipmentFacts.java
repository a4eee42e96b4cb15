package io.setpoint.streaming.facts;

import io.setpoint.contracts.kpi.FactGrain;
import java.util.List;
import java.util.Map;

/** Rows of shipped lines. They are facts of the order's document, because price, cost and customer stand there. */
final class ShipmentFacts {
    private ShipmentFacts() {}

    static void add(OrderDocument order, List<FactRow> rows) {
        for (OrderShipment shipment : order.shipments()) {
            for (OrderLine line : order.lines()) {
                long quantity = shipment.quantity(line.lineNo());
                if (quantity > 0) {
                    rows.add(row(order, shipment, line, quantity));
                }
            }
            for (OrderReturn each : order.returns()) {
                if (order.isInTime(each, shipment)) {
                    for (OrderReturn.Returned arrived : each.lines()) {
                        rows.add(back(order, shipment, each, arrived));
                    }
                }
            }
        }
    }

    /** What arrived of an item; it stands for the first line the item went out with. */
    private static FactRow back(
            OrderDocument order, OrderShipment shipment, OrderReturn back, OrderReturn.Returned arrived) {
        OrderLine line = order.lines().stream()
                .filter(each -> each.item().equals(arrived.item()) && shipment.quantity(each.lineNo()) > 0)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing of item " + arrived.item() + " had left"));
        return FactRow.unsigned(
                FactGrain.SHIPMENT,
                "back",
                order.company(),
                order.site(),
                Calendar.day(back.receivedAt(), order.zone()),
                back.receivedAt(),
                dimensions(order, shipment, line),
                Map.of("back", arrived.quantity()));
    }

    private static FactRow row(OrderDocument order, OrderShipment shipment, OrderLine line, long quantity) {
        return FactRow.unsigned(
                FactGrain.SHIPMENT,
                "shipped",
                order.company(),
                order.site(),
                Calendar.day(shipment.shippedAt(), order.zone()),
                shipment.shippedAt(),
                dimensions(order, shipment, line),
                Map.of(
                        "lines",
                        1L,
                        "units",
                        quantity,
                        "value",
                        Scaled.value(line.price(), quantity),
                        "cost",
                        Scaled.value(line.cost(), quantity),
                        "returned",
                        order.returned(shipment, line)));
    }

    private static Map<String, String> dimensions(OrderDocument order, OrderShipment shipment, OrderLine line) {
        return Map.of(
                "shipmentId", shipment.shipment(),
                "orderId", order.order(),
                "lineNo", Integer.toString(line.lineNo()),
                "item", line.item(),
                "category", line.category(),
                "customer", order.customer(),
                "customerClass", order.customerClass(),
                "carrier", shipment.carrier());
    }
}
