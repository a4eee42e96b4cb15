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
        }
    }

    private static FactRow row(OrderDocument order, OrderShipment shipment, OrderLine line, long quantity) {
        return FactRow.unsigned(
                FactGrain.SHIPMENT,
                "shipped",
                order.company(),
                order.site(),
                Calendar.day(shipment.shippedAt(), order.zone()),
                shipment.shippedAt(),
                Map.of(
                        "shipmentId", shipment.shipment(),
                        "orderId", order.order(),
                        "lineNo", Integer.toString(line.lineNo()),
                        "item", line.item(),
                        "category", line.category(),
                        "customer", order.customer(),
                        "customerClass", order.customerClass(),
                        "carrier", shipment.carrier()),
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
}
