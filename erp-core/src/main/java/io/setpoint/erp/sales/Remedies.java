package io.setpoint.erp.sales;

import io.setpoint.contracts.events.CancelReason;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.sales.api.OrderRemedies;
import java.math.BigDecimal;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The verbs of sales the exception queue can post. */
final class Remedies implements OrderRemedies {
    private final AllocateBackorders allocateBackorders;
    private final CancelOrder cancelOrder;

    Remedies(AllocateBackorders allocateBackorders, CancelOrder cancelOrder) {
        this.allocateBackorders = allocateBackorders;
        this.cancelOrder = cancelOrder;
    }

    @Override
    public void allocateBackorders(Work work, OrderId order) {
        work.perform(allocateBackorders, new AllocateBackorders.Command(order));
    }

    @Override
    public void cancelOpenLines(Work work, OrderId order, CancelReason reason, String why) {
        work.perform(cancelOrder, new CancelOrder.Command(order, reason, why));
    }

    @Override
    public Optional<String> whyNotAllocate(Handle handle, OrderId order) {
        record Waiting(BigDecimal backordered, BigDecimal free) {}
        Waiting waiting = handle.createQuery("""
                        select coalesce(sum(l.backordered), 0),
                          coalesce(sum(least(l.backordered, greatest(s.on_hand - s.reserved - s.held, 0))), 0)
                        from sales_order o
                        join sales_order_line l on l.company_id = o.company_id and l.order_id = o.order_id
                        left join stock s on s.company_id = o.company_id and s.site_id = o.site_id
                          and s.item_id = l.item_id
                        where o.company_id = current_setting('setpoint.company') and o.order_id = :order
                        """)
                .bind("order", order)
                .map((row, context) -> new Waiting(row.getBigDecimal(1), row.getBigDecimal(2)))
                .one();
        if (waiting.backordered().signum() == 0) {
            return Optional.of("The order has no backorder.");
        }
        return waiting.free().signum() == 0
                ? Optional.of("Nothing the order waits for is free at its site.")
                : Optional.empty();
    }

    @Override
    public Optional<String> whyNotCancel(Handle handle, OrderId order) {
        boolean open = handle.createQuery("""
                        select exists (select from sales_order_line l
                          where l.company_id = current_setting('setpoint.company') and l.order_id = :order
                            and l.quantity - l.cancelled > greatest(l.shipped, l.picked))
                        """)
                .bind("order", order)
                .mapTo(Boolean.class)
                .one();
        return open ? Optional.empty() : Optional.of("Nothing of the order is open and not picked.");
    }
}
