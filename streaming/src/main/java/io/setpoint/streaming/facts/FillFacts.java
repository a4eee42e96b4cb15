package io.setpoint.streaming.facts;

import io.setpoint.contracts.kpi.FactGrain;
import java.util.List;
import java.util.Map;

/**
 * Fill rows of order lines and order units (KPI.md: ofr, lfr, ufr). A unit enters its cohort at its first shipment, or at
 * the last microsecond of its commit day as a failure, which a later shipment does not heal.
 */
final class FillFacts {
    private static final String FILL = "fill";
    private static final String EXCLUDED = "excluded";

    private FillFacts() {}

    static void add(OrderDocument order, long now, List<FactRow> rows) {
        for (OrderUnit unit : order.units()) {
            for (OrderLine line : unit.lines()) {
                if (line.isExcluded()) {
                    rows.add(excluded(order, line));
                } else if (unit.hasEntered(now)) {
                    rows.add(fill(order, unit, line));
                }
            }
            if (unit.isExcluded()) {
                rows.add(unitRow(order, unit, EXCLUDED, unit.commitDate(), unit.end() - 1, 1, 0));
            } else if (unit.hasEntered(now)) {
                long te = enteredAt(unit);
                rows.add(unitRow(order, unit, FILL, Calendar.day(te, order.zone()), te, 1, isFilled(unit) ? 1 : 0));
            }
        }
    }

    private static long enteredAt(OrderUnit unit) {
        OrderShipment first = unit.firstInTime();
        return first == null ? unit.end() - 1 : first.shippedAt();
    }

    private static long firstShipped(OrderUnit unit, OrderLine line) {
        OrderShipment first = unit.firstInTime();
        return first == null ? 0 : first.quantity(line.lineNo());
    }

    private static boolean isFilled(OrderUnit unit) {
        for (OrderLine line : unit.lines()) {
            if (!line.isExcluded() && firstShipped(unit, line) < line.measured()) {
                return false;
            }
        }
        return true;
    }

    private static FactRow fill(OrderDocument order, OrderUnit unit, OrderLine line) {
        long te = enteredAt(unit);
        long shipped = firstShipped(unit, line);
        boolean filled = shipped >= line.measured();
        return OrderLineRow.of(
                order,
                line,
                FILL,
                Calendar.day(te, order.zone()),
                te,
                filled ? "" : whyNot(unit, line),
                "",
                "",
                Map.of(
                        "lines",
                        1L,
                        "linesFilled",
                        filled ? 1L : 0L,
                        "ordered",
                        line.measured(),
                        "firstShipped",
                        Math.min(shipped, line.measured())));
    }

    private static String whyNot(OrderUnit unit, OrderLine line) {
        if (!line.reason().isEmpty()) {
            return line.reason();
        }
        if (line.backordered() > 0) {
            return "BACKORDER";
        }
        return unit.firstInTime() == null ? "NOT_SHIPPED" : "SHORT_SHIPPED";
    }

    private static FactRow excluded(OrderDocument order, OrderLine line) {
        return OrderLineRow.of(
                order,
                line,
                EXCLUDED,
                line.commitDate(),
                line.commitEnd() - 1,
                line.reason(),
                "",
                "",
                Map.of("lines", 1L, "ordered", line.placed()));
    }

    private static FactRow unitRow(
            OrderDocument order, OrderUnit unit, String kind, String day, long te, long orders, long filled) {
        return FactRow.unsigned(
                FactGrain.ORDER,
                kind,
                order.company(),
                order.site(),
                day,
                te,
                Map.of(
                        "orderId", order.order(),
                        "requestedDate", unit.requestedDate(),
                        "customer", order.customer(),
                        "customerClass", order.customerClass(),
                        "channel", order.channel(),
                        "shippingMode", order.shippingMode(),
                        "reason", kind.equals(EXCLUDED) ? unit.lines().get(0).reason() : ""),
                Map.of("orders", orders, "ordersFilled", filled));
    }
}
