package io.setpoint.erp.sales;

import io.setpoint.contracts.events.CancelReason;
import io.setpoint.contracts.events.OrderLineCancelled;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.erp.inventory.api.StockReservations;
import io.setpoint.erp.inventory.api.StockReservations.Reserved;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.sales.api.OrderState;
import io.setpoint.erp.sales.api.OrderView;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What both verbs of cancelling do: backorders go first, then reservations are given back. */
final class Cancellation {
    private Cancellation() {}

    /** What of a line can be cancelled: open, and not picked. */
    static BigDecimal cancellable(OrderView.Line line) {
        return line.open().subtract(line.inShipment());
    }

    static OrderView post(
            Work work,
            StockReservations stock,
            OrderView order,
            Map<Integer, BigDecimal> quantities,
            CancelReason reason,
            @Nullable String why) {
        boolean beforeRelease = order.state() == OrderState.PLACED;
        List<OrderView.Line> lines = new ArrayList<>();
        List<Reserved> givenBack = new ArrayList<>();
        for (OrderView.Line line : order.lines()) {
            BigDecimal cancel = quantities.get(line.lineNo());
            if (cancel == null) {
                lines.add(line);
                continue;
            }
            BigDecimal fromBackorder = line.backordered().min(cancel);
            BigDecimal fromReserved = beforeRelease ? BigDecimal.ZERO : cancel.subtract(fromBackorder);
            if (fromReserved.signum() > 0) {
                givenBack.add(new Reserved(line.lineNo(), line.item(), fromReserved));
            }
            lines.add(line.with(
                    line.released(),
                    line.reserved().subtract(fromReserved),
                    line.backordered().subtract(fromBackorder),
                    line.picked(),
                    line.shipped(),
                    line.cancelled().add(cancel)));
            insert(work, order, line.lineNo(), cancel, reason, beforeRelease, why);
            work.publish(
                    new OrderLineCancelled(
                            order.order(),
                            order.site(),
                            line.lineNo(),
                            new Quantity(cancel, line.unit()),
                            reason,
                            beforeRelease,
                            work.person(),
                            work.now()),
                    order.site());
        }
        if (!givenBack.isEmpty()) {
            stock.lock(
                    work,
                    order.site(),
                    givenBack.stream().map(Reserved::item).distinct().toList());
            stock.unreserve(work, order.site(), order.order(), givenBack);
        }
        OrderView after = order.after(OrderRows.state(order, lines), order.releasedAt(), lines);
        OrderRows.update(work, order, after);
        return after;
    }

    private static void insert(
            Work work,
            OrderView order,
            int lineNo,
            BigDecimal quantity,
            CancelReason reason,
            boolean beforeRelease,
            @Nullable String why) {
        work.write(
                """
                insert into sales_order_cancellation (company_id, order_id, line_no, cancellation_no, quantity, reason,
                  before_release, why, cancelled_at, cancelled_by)
                select ?, ?, ?, 1 + count(*), ?, ?, ?, ?, ?, ?
                from sales_order_cancellation where company_id = ? and order_id = ? and line_no = ?""",
                work.company().value(),
                order.order().value(),
                lineNo,
                quantity,
                reason.name(),
                beforeRelease,
                why,
                work.now(),
                work.person().value(),
                work.company().value(),
                order.order().value(),
                lineNo);
    }
}
