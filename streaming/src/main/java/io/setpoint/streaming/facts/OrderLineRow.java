package io.setpoint.streaming.facts;

import io.setpoint.contracts.kpi.FactGrain;
import java.util.Map;

/** A row of the grain order line. */
final class OrderLineRow {
    private OrderLineRow() {}

    static FactRow of(
            OrderDocument order,
            OrderLine line,
            String kind,
            String day,
            long te,
            String reason,
            String ageEntry,
            String ageDue,
            Map<String, Long> measures) {
        return FactRow.unsigned(
                FactGrain.ORDER_LINE,
                kind,
                order.company(),
                order.site(),
                day,
                te,
                Map.ofEntries(
                        Map.entry("orderId", order.order()),
                        Map.entry("lineNo", Integer.toString(line.lineNo())),
                        Map.entry("item", line.item()),
                        Map.entry("category", line.category()),
                        Map.entry("customer", order.customer()),
                        Map.entry("customerClass", order.customerClass()),
                        Map.entry("channel", order.channel()),
                        Map.entry("shippingMode", order.shippingMode()),
                        Map.entry("reason", reason),
                        Map.entry("ageEntry", ageEntry),
                        Map.entry("ageDue", ageDue)),
                measures);
    }
}
