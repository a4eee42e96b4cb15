package io.setpoint.erp.sales;

import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.sales.ImportOrders.Cancelled;
import io.setpoint.erp.sales.ImportOrders.Line;
import io.setpoint.erp.sales.ImportOrders.Order;
import io.setpoint.erp.sales.ImportOrders.Shipment;
import io.setpoint.erp.sales.ImportOrders.ShippedLine;
import io.setpoint.erp.sales.api.OrderState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Writes many imported documents with one statement a table. */
final class ImportedRows {
    private final Work work;
    private final String company;

    ImportedRows(Work work) {
        this.work = work;
        this.company = work.company().value();
    }

    record Header(Order order, OrderState state, @Nullable Instant closedAt) {}

    record LineRow(
            Order order,
            Line line,
            @Nullable BigDecimal released,
            BigDecimal backordered,
            BigDecimal shipped,
            BigDecimal cancelled,
            BigDecimal cost) {}

    record CancellationRow(Order order, Cancelled cancellation, boolean beforeRelease) {}

    void write(List<Header> rows) {
        work.write(
                """
                insert into sales_order (company_id, order_id, site_id, customer_id, channel, shipping_mode,
                  customer_reference, state, requested_date, placed_at, placed_by, released_at, released_by, closed_at,
                  history)
                select ?, o.order_id, o.site_id, o.customer_id, o.channel, o.shipping_mode, o.customer_reference,
                  o.state, o.requested_date, o.placed_at, ?, o.released_at,
                  case when o.released_at is not null then ? end, o.closed_at, true
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::date[],
                    ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
                  as o (order_id, site_id, customer_id, channel, shipping_mode, customer_reference, state,
                    requested_date, placed_at, released_at, closed_at)""",
                company,
                work.person().value(),
                work.person().value(),
                column(rows, row -> row.order().order().value(), String[]::new),
                column(rows, row -> row.order().site().value(), String[]::new),
                column(rows, row -> row.order().customer().value(), String[]::new),
                column(rows, row -> row.order().channel(), String[]::new),
                column(rows, row -> row.order().shippingMode(), String[]::new),
                column(rows, row -> row.order().customerReference(), String[]::new),
                column(rows, row -> row.state().name(), String[]::new),
                column(rows, row -> row.order().requestedDate(), LocalDate[]::new),
                column(rows, row -> row.order().placedAt(), Instant[]::new),
                column(rows, row -> row.order().released(), Instant[]::new),
                column(rows, Header::closedAt, Instant[]::new));
    }

    void writeLines(List<LineRow> rows) {
        work.write(
                """
                insert into sales_order_line (company_id, order_id, line_no, item_id, quantity, released_quantity,
                  backordered, picked, shipped, cancelled, unit_price, unit_cost, requested_date, commit_date)
                select ?, l.order_id, l.line_no, l.item_id, l.quantity, l.released_quantity, l.backordered, l.shipped,
                  l.shipped, l.cancelled, l.unit_price, l.unit_cost, l.requested_date, l.commit_date
                from unnest(?::text[], ?::int[], ?::text[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[],
                    ?::numeric[], ?::numeric[], ?::numeric[], ?::date[], ?::date[])
                  as l (order_id, line_no, item_id, quantity, released_quantity, backordered, shipped, cancelled,
                    unit_price, unit_cost, requested_date, commit_date)""",
                company,
                column(rows, row -> row.order().order().value(), String[]::new),
                column(rows, row -> row.line().lineNo(), Integer[]::new),
                column(rows, row -> row.line().item().value(), String[]::new),
                column(rows, row -> row.line().quantity(), BigDecimal[]::new),
                column(rows, LineRow::released, BigDecimal[]::new),
                column(rows, LineRow::backordered, BigDecimal[]::new),
                column(rows, LineRow::shipped, BigDecimal[]::new),
                column(rows, LineRow::cancelled, BigDecimal[]::new),
                column(rows, row -> row.line().unitPrice(), BigDecimal[]::new),
                column(rows, LineRow::cost, BigDecimal[]::new),
                column(rows, row -> row.order().requestedDate(), LocalDate[]::new),
                column(rows, row -> row.order().commitDate(), LocalDate[]::new));
        // What came in open claims its supply like any other promise; nobody knows what it leaned on.
        work.write(
                """
                insert into order_line_promise (company_id, order_id, line_no, part_no, site_id, item_id, kind, quantity,
                  after_quantity, supply_date, promised_on, open)
                select l.company_id, l.order_id, l.line_no, 1, o.site_id, l.item_id, 'LEAD_TIME', l.quantity, 0,
                  l.commit_date - coalesce(m.standard_days, 0), l.commit_date - coalesce(m.standard_days, 0),
                  l.quantity - l.shipped - l.cancelled
                from sales_order_line l
                join sales_order o on o.company_id = l.company_id and o.order_id = l.order_id
                left join shipping_mode m on m.company_id = o.company_id and m.shipping_mode = o.shipping_mode
                where l.company_id = ? and l.order_id = any(?::text[]) and l.quantity > l.shipped + l.cancelled""",
                company,
                rows.stream().map(row -> row.order().order().value()).distinct().toArray(String[]::new));
    }

    void writeCancellations(List<CancellationRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Map<String, Integer> numbers = new HashMap<>();
        List<Integer> cancellationNos = rows.stream()
                .map(row -> numbers.merge(
                        row.order().order() + "|" + row.cancellation().lineNo(), 1, Integer::sum))
                .toList();
        work.write(
                """
                insert into sales_order_cancellation (company_id, order_id, line_no, cancellation_no, quantity, reason,
                  before_release, cancelled_at, cancelled_by)
                select ?, c.order_id, c.line_no, c.cancellation_no, c.quantity, c.reason, c.before_release,
                  c.cancelled_at, ?
                from unnest(?::text[], ?::int[], ?::int[], ?::numeric[], ?::text[], ?::boolean[], ?::timestamptz[])
                  as c (order_id, line_no, cancellation_no, quantity, reason, before_release, cancelled_at)""",
                company,
                work.person().value(),
                column(rows, row -> row.order().order().value(), String[]::new),
                column(rows, row -> row.cancellation().lineNo(), Integer[]::new),
                cancellationNos.toArray(Integer[]::new),
                column(rows, row -> row.cancellation().quantity(), BigDecimal[]::new),
                column(rows, row -> row.cancellation().reason().name(), String[]::new),
                column(rows, CancellationRow::beforeRelease, Boolean[]::new),
                column(rows, row -> row.cancellation().at(), Instant[]::new));
    }

    /** A shipment with its order. */
    private record ShipmentRow(Order order, Shipment shipment) {}

    /** A shipped line with its number in the shipment. */
    private record ShippedRow(Order order, Shipment shipment, ShippedLine line, int pickNo, String item) {}

    void writeShipments(List<Order> orders) {
        List<ShipmentRow> shipments = orders.stream()
                .flatMap(order -> order.shipped().stream().map(shipment -> new ShipmentRow(order, shipment)))
                .toList();
        if (shipments.isEmpty()) {
            return;
        }
        work.write(
                """
                insert into shipment (company_id, shipment_id, order_id, site_id, state, carrier, shipped_at,
                  shipped_by, delivered_at, received_by, history)
                select ?, s.shipment_id, s.order_id, s.site_id,
                  case when s.delivered_at is null then 'SHIPPED' else 'DELIVERED' end, s.carrier, s.shipped_at, ?,
                  s.delivered_at, s.received_by, true
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[])
                  as s (shipment_id, order_id, site_id, carrier, shipped_at, delivered_at, received_by)""",
                company,
                work.person().value(),
                column(shipments, row -> row.shipment().shipment().value(), String[]::new),
                column(shipments, row -> row.order().order().value(), String[]::new),
                column(shipments, row -> row.order().site().value(), String[]::new),
                column(shipments, row -> row.shipment().carrier(), String[]::new),
                column(shipments, row -> row.shipment().shippedAt(), Instant[]::new),
                column(shipments, row -> row.shipment().deliveredAt(), Instant[]::new),
                column(shipments, row -> row.shipment().receivedBy(), String[]::new));
        List<ShippedRow> lines = new ArrayList<>();
        for (ShipmentRow row : shipments) {
            Map<Integer, String> items = new HashMap<>();
            row.order()
                    .lines()
                    .forEach(line -> items.put(line.lineNo(), line.item().value()));
            int pickNo = 0;
            for (ShippedLine line : row.shipment().lines()) {
                pickNo++;
                lines.add(new ShippedRow(
                        row.order(), row.shipment(), line, pickNo, String.valueOf(items.get(line.lineNo()))));
            }
        }
        work.write(
                """
                insert into shipment_line (company_id, shipment_id, pick_no, order_id, line_no, item_id,
                  required_quantity, quantity)
                select ?, l.shipment_id, l.pick_no, l.order_id, l.line_no, l.item_id, l.quantity, l.quantity
                from unnest(?::text[], ?::int[], ?::text[], ?::int[], ?::text[], ?::numeric[])
                  as l (shipment_id, pick_no, order_id, line_no, item_id, quantity)""",
                company,
                column(lines, row -> row.shipment().shipment().value(), String[]::new),
                column(lines, ShippedRow::pickNo, Integer[]::new),
                column(lines, row -> row.order().order().value(), String[]::new),
                column(lines, row -> row.line().lineNo(), Integer[]::new),
                column(lines, ShippedRow::item, String[]::new),
                column(lines, row -> row.line().quantity(), BigDecimal[]::new));
    }

    private static <R, V> V[] column(List<R> rows, Function<R, ? extends @Nullable V> value, IntFunction<V[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
