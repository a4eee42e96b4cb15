package io.setpoint.erp.sales;

import io.setpoint.contracts.events.CancelReason;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.sales.api.OrderRemedies;
import io.setpoint.erp.sales.api.OrderView;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The verbs of sales the exception queue can post. */
final class Remedies implements OrderRemedies {
    private final AllocateBackorders allocateBackorders;
    private final CancelOrder cancelOrder;
    private final Clock clock;

    Remedies(AllocateBackorders allocateBackorders, CancelOrder cancelOrder, Clock clock) {
        this.clock = clock;
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
        CompanyId company = handle.createQuery("select current_company()")
                .mapTo(CompanyId.class)
                .one();
        Optional<OrderView> waiting = OrderRows.find(handle, company, order)
                .filter(view -> view.lines().stream()
                        .anyMatch(line -> line.backordered().signum() > 0));
        if (waiting.isEmpty()) {
            return Optional.of("The order has no backorder.");
        }
        OrderView view = waiting.get();
        Map<Sku, BigDecimal> free = new TreeMap<>();
        handle.attach(AvailabilityQueries.Sql.class)
                .items(
                        view.site(),
                        view.lines().stream()
                                .filter(line -> line.backordered().signum() > 0)
                                .map(OrderView.Line::item)
                                .distinct()
                                .toList())
                .forEach(item -> free.put(item.item(), item.free()));
        if (free.values().stream().allMatch(quantity -> quantity.signum() <= 0)) {
            return Optional.of("Nothing the order waits for is free at its site.");
        }
        return AllocationPlan.of(handle, company, view.site(), view.day(clock.instant()), free).stream()
                        .anyMatch(share -> share.line().order().equals(order))
                ? Optional.empty()
                : Optional.of("What the order waits for goes to others first.");
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
