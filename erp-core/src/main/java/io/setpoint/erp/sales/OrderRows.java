package io.setpoint.erp.sales;

import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PriceListId;
import io.setpoint.contracts.values.PriceOverrideId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.RoundTrip;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.sales.api.OrderState;
import io.setpoint.erp.sales.api.OrderView;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Orders in their two tables. */
final class OrderRows {
    static final String HEADER = """
            select o.order_id, o.state, o.version, o.customer_id, c.name, c.customer_class, o.site_id, s.zone,
              o.channel, o.shipping_mode, o.customer_reference, o.requested_date, o.placed_at, o.placed_by,
              o.released_at, y.currency, o.ship_complete
            from sales_order o
            join customer c on c.company_id = o.company_id and c.customer_id = o.customer_id
            join site s on s.company_id = o.company_id and s.site_id = o.site_id
            join company y on y.company_id = o.company_id
            where o.company_id = ? and o.order_id = ?""";
    static final String LINES = """
            select l.line_no, l.item_id, i.name, i.unit, l.quantity, l.released_quantity, l.reserved, l.backordered,
              l.picked, l.shipped, l.cancelled, l.unit_price, l.requested_date, l.commit_date, l.price_list_id,
              l.price_override_id
            from sales_order_line l
            join item i on i.company_id = l.company_id and i.item_id = l.item_id
            where l.company_id = ? and l.order_id = ? order by l.line_no""";

    private OrderRows() {}

    /** Locks an order, the first lock of every step on it, and reads it. */
    static OrderView lock(Work work, OrderId order) {
        return locking(work, order).answer(answers -> locked(order, answers));
    }

    /** The beginning of a round trip that locks an order. */
    static RoundTrip locking(Work work, OrderId order) {
        String company = work.company().value();
        return work.trip()
                .then(HEADER + " for no key update of o", company, order.value())
                .then(LINES, company, order.value());
    }

    /** What {@link #locking} has answered. */
    static OrderView locked(OrderId order, RoundTrip.Answers answers) throws SQLException {
        return read(answers.rows(), answers)
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND, "There is no order " + order + "."));
    }

    /** Reads an order without locking it. */
    static Optional<OrderView> find(Handle handle, CompanyId company, OrderId order) {
        return RoundTrip.on(handle)
                .then(HEADER, company.value(), order.value())
                .then(LINES, company.value(), order.value())
                .answer(answers -> read(answers.rows(), answers));
    }

    /** Writes what a step changed: the header, the lines that differ, and what their promises still claim. */
    static void update(Work work, OrderView before, OrderView after) {
        work.write(
                """
                update sales_order set state = ?, version = ?,
                  released_at = ?::timestamptz, released_by = coalesce(released_by, ?),
                  closed_at = case when ?::boolean then coalesce(closed_at, ?::timestamptz) end
                where company_id = ? and order_id = ?""",
                after.state().name(),
                after.version(),
                after.releasedAt(),
                after.releasedAt() == null ? null : work.person().value(),
                !after.state().open(),
                work.now(),
                work.company().value(),
                after.order().value());
        List<OrderView.Line> changed = new ArrayList<>(after.lines());
        changed.removeAll(before.lines());
        if (!changed.isEmpty()) {
            work.write(
                    """
                    update sales_order_line l set released_quantity = c.released, reserved = c.reserved,
                      backordered = c.backordered, picked = c.picked, shipped = c.shipped, cancelled = c.cancelled
                    from unnest(?::int[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[],
                      ?::numeric[]) as c (line_no, released, reserved, backordered, picked, shipped, cancelled)
                    where l.company_id = ? and l.order_id = ? and l.line_no = c.line_no""",
                    changed.stream().map(OrderView.Line::lineNo).toArray(Integer[]::new),
                    changed.stream().map(OrderView.Line::released).toArray(BigDecimal[]::new),
                    changed.stream().map(OrderView.Line::reserved).toArray(BigDecimal[]::new),
                    changed.stream().map(OrderView.Line::backordered).toArray(BigDecimal[]::new),
                    changed.stream().map(OrderView.Line::picked).toArray(BigDecimal[]::new),
                    changed.stream().map(OrderView.Line::shipped).toArray(BigDecimal[]::new),
                    changed.stream().map(OrderView.Line::cancelled).toArray(BigDecimal[]::new),
                    work.company().value(),
                    after.order().value());
        }
        updateClaims(
                work,
                after,
                changed.stream().filter(line -> moved(before, line)).toList());
    }

    private static boolean moved(OrderView before, OrderView.Line after) {
        return before.lines().stream()
                .filter(line -> line.lineNo() == after.lineNo())
                .anyMatch(line -> line.unserved().compareTo(after.unserved()) != 0
                        || line.cancelled().compareTo(after.cancelled()) != 0);
    }

    /** The earlier part of a promise is served first, and cancelled last. */
    private static void updateClaims(Work work, OrderView order, List<OrderView.Line> lines) {
        if (!lines.isEmpty()) {
            work.write(
                    """
                    update order_line_promise p set open =
                      greatest(least(p.after_quantity + p.quantity, l.kept) - greatest(p.after_quantity, l.served), 0)
                    from unnest(?::int[], ?::numeric[], ?::numeric[]) as l (line_no, kept, served)
                    where p.company_id = ? and p.order_id = ? and p.line_no = l.line_no""",
                    lines.stream().map(OrderView.Line::lineNo).toArray(Integer[]::new),
                    lines.stream()
                            .map(line -> line.quantity().subtract(line.cancelled()))
                            .toArray(BigDecimal[]::new),
                    lines.stream()
                            .map(line -> line.reserved().add(line.shipped()))
                            .toArray(BigDecimal[]::new),
                    work.company().value(),
                    order.order().value());
        }
    }

    /** The state of an order whose lines are as given and which was released or not. */
    static OrderState state(OrderView before, List<OrderView.Line> lines) {
        boolean anyOpen = lines.stream().anyMatch(line -> line.open().signum() > 0);
        boolean anyShipped = lines.stream().anyMatch(line -> line.shipped().signum() > 0);
        if (!anyOpen) {
            return anyShipped ? OrderState.SHIPPED : OrderState.CANCELLED;
        }
        if (anyShipped) {
            return OrderState.PARTIALLY_SHIPPED;
        }
        return before.state() == OrderState.PLACED ? OrderState.PLACED : OrderState.RELEASED;
    }

    private static Optional<OrderView> read(ResultSet header, RoundTrip.Answers answers) throws SQLException {
        if (!header.next()) {
            return Optional.empty();
        }
        // The result set of the header closes when the next one is asked for.
        OrderId order = new OrderId(header.getString(1));
        OrderState state = OrderState.valueOf(header.getString(2));
        int version = header.getInt(3);
        CustomerId customer = new CustomerId(header.getString(4));
        String customerName = header.getString(5);
        String customerClass = header.getString(6);
        SiteId site = new SiteId(header.getString(7));
        String zone = header.getString(8);
        String channel = header.getString(9);
        String shippingMode = header.getString(10);
        String reference = header.getString(11);
        LocalDate requested = header.getObject(12, LocalDate.class);
        java.time.Instant placedAt = header.getTimestamp(13).toInstant();
        PersonId placedBy = new PersonId(header.getString(14));
        java.sql.Timestamp released = header.getTimestamp(15);
        String currency = header.getString(16);
        boolean shipComplete = header.getBoolean(17);
        List<OrderView.Line> lines = new ArrayList<>();
        ResultSet row = answers.rows();
        while (row.next()) {
            String priceList = row.getString(15);
            String priceOverride = row.getString(16);
            lines.add(new OrderView.Line(
                    row.getInt(1),
                    new Sku(row.getString(2)),
                    row.getString(3),
                    row.getString(4),
                    row.getBigDecimal(5),
                    row.getBigDecimal(6),
                    row.getBigDecimal(7),
                    row.getBigDecimal(8),
                    row.getBigDecimal(9),
                    row.getBigDecimal(10),
                    row.getBigDecimal(11),
                    row.getBigDecimal(12),
                    priceList == null ? null : new PriceListId(priceList),
                    priceOverride == null ? null : new PriceOverrideId(priceOverride),
                    row.getObject(13, LocalDate.class),
                    row.getObject(14, LocalDate.class)));
        }
        return Optional.of(new OrderView(
                order,
                state,
                version,
                customer,
                customerName,
                customerClass,
                site,
                zone,
                channel,
                shippingMode,
                reference,
                requested,
                placedAt,
                placedBy,
                released == null ? null : released.toInstant(),
                shipComplete,
                currency,
                OrderView.total(lines),
                lines));
    }
}
