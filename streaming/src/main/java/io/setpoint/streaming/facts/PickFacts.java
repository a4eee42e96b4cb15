package io.setpoint.streaming.facts;

import io.setpoint.contracts.kpi.FactGrain;
import java.util.List;
import java.util.Map;

/** Rows of confirmed picks (KPI.md: pcr). They are facts of the order's document, because zone and customer stand there. */
final class PickFacts {
    private PickFacts() {}

    static void add(OrderDocument order, List<FactRow> rows) {
        for (OrderPick pick : order.picks()) {
            for (int i = 0; i < pick.lines().size(); i++) {
                rows.add(row(order, pick, i + 1, pick.lines().get(i)));
            }
        }
    }

    private static FactRow row(OrderDocument order, OrderPick pick, int pickNo, OrderPick.Picked picked) {
        OrderLine line = order.line(picked.lineNo());
        return FactRow.unsigned(
                FactGrain.PICK_LINE,
                "picked",
                order.company(),
                order.site(),
                Calendar.day(pick.pickedAt(), order.zone()),
                pick.pickedAt(),
                Map.ofEntries(
                        Map.entry("shipmentId", pick.shipment()),
                        Map.entry("pickNo", Integer.toString(pickNo)),
                        Map.entry("orderId", order.order()),
                        Map.entry("lineNo", Integer.toString(line.lineNo())),
                        Map.entry("item", line.item()),
                        Map.entry("category", line.category()),
                        Map.entry("customer", order.customer()),
                        Map.entry("customerClass", order.customerClass()),
                        Map.entry("bin", picked.bin()),
                        Map.entry("lot", picked.lot()),
                        Map.entry("reason", picked.reason()),
                        Map.entry("pickedBy", pick.pickedBy())),
                Map.of(
                        "lines",
                        1L,
                        "linesComplete",
                        picked.quantity() >= picked.required() ? 1L : 0L,
                        "required",
                        picked.required(),
                        "picked",
                        picked.quantity(),
                        "missing",
                        Math.max(0, picked.required() - picked.quantity())));
    }
}
