package io.setpoint.streaming.facts;

import java.util.List;
import java.util.Map;

/** Rows of open lines in their age buckets, on the commit clock, and of lines whose last goods were delivered. */
final class OpenFacts {
    private OpenFacts() {}

    static void add(OrderDocument order, long now, List<FactRow> rows) {
        for (OrderLine line : order.lines()) {
            long open = order.open(line);
            if (open > 0) {
                rows.add(OrderLineRow.of(
                        order,
                        line,
                        "open",
                        "",
                        order.placedAt(),
                        "",
                        AgeBuckets.sinceEntry(order.placedAt(), now),
                        AgeBuckets.pastCommit(line.commitEnd(), now),
                        Map.of("lines", 1L, "open", open, "openValue", order.openValue(line))));
            } else if (deliveredAt(order, line) > 0) {
                long te = deliveredAt(order, line);
                rows.add(OrderLineRow.of(
                        order,
                        line,
                        "delivered",
                        Calendar.day(te, order.zone()),
                        te,
                        "",
                        "",
                        "",
                        Map.of("lines", 1L, "ordered", line.measured())));
            }
        }
    }

    /** When the last shipment with goods of the line was delivered; 0 if one is under way or there is none. */
    private static long deliveredAt(OrderDocument order, OrderLine line) {
        long last = 0;
        for (OrderShipment shipment : order.shipments()) {
            if (shipment.quantity(line.lineNo()) > 0) {
                if (shipment.deliveredAt() == 0) {
                    return 0;
                }
                last = Math.max(last, shipment.deliveredAt());
            }
        }
        return last;
    }
}
