package io.setpoint.erp.sales;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.api.StockReservations;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.sales.AllocateBackorders.Command;
import io.setpoint.erp.sales.AllocationPlan.Share;
import io.setpoint.erp.sales.api.OrderView;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reserves for the backorders of an order what is free and the company's policy gives to no other order first. */
final class AllocateBackorders implements UseCase<Command, OrderView> {
    private final StockReservations stock;

    AllocateBackorders(StockReservations stock) {
        this.stock = stock;
    }

    record Command(OrderId order) {}

    @Override
    public Control control() {
        return Control.of(
                        "allocate-backorders",
                        "Reserves for an order's backorders what is free and the company's policy gives to no other first.")
                .publishing(EventType.BACKORDER_ALLOCATED)
                .refusing(Problem.NOT_FOUND, Problem.STALE_VERSION, Problem.NOTHING_TO_DO);
    }

    @Override
    public Permission permission() {
        return Permission.RELEASE_ORDER;
    }

    @Override
    public OrderView run(Command command, Work work) {
        OrderView order = OrderRows.lock(work, command.order());
        work.requireAt(Permission.RELEASE_ORDER, order.site());
        work.requireVersion(order.version());
        List<Sku> items = order.lines().stream()
                .filter(line -> line.backordered().signum() > 0)
                .map(OrderView.Line::item)
                .distinct()
                .toList();
        if (items.isEmpty()) {
            throw new Refused(Problem.NOTHING_TO_DO, "Order " + order.order() + " has no backorder.");
        }
        Map<Sku, BigDecimal> free = new TreeMap<>();
        stock.lock(work, order.site(), items).forEach((item, row) -> free.put(item, row.free()));
        List<Share> shares =
                AllocationPlan.of(work.handle(), work.company(), order.site(), order.day(work.now()), free).stream()
                        .filter(share -> share.line().order().equals(order.order()))
                        .toList();
        if (shares.isEmpty()) {
            throw new Refused(
                    Problem.NOTHING_TO_DO,
                    "Nothing is free at " + order.site() + " for the backorders of this order, or others go first.");
        }
        return BackorderShares.post(work, stock, order, shares);
    }
}
