package io.setpoint.erp.sales;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.BackorderAllocated;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.api.StockReservations;
import io.setpoint.erp.inventory.api.StockReservations.Reserved;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.sales.AllocateBackorders.Command;
import io.setpoint.erp.sales.api.OrderView;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reserves what is free for the backorders of an order, oldest promise first. */
final class AllocateBackorders implements UseCase<Command, OrderView> {
    private final StockReservations stock;

    AllocateBackorders(StockReservations stock) {
        this.stock = stock;
    }

    record Command(OrderId order) {}

    @Override
    public Control control() {
        return Control.of(
                        "allocate-backorders", "Reserves what is free for an order's backorders, oldest promise first.")
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
        List<OrderView.Line> waiting = order.lines().stream()
                .filter(line -> line.backordered().signum() > 0)
                .sorted(Comparator.comparing(OrderView.Line::commitDate).thenComparing(OrderView.Line::lineNo))
                .toList();
        if (waiting.isEmpty()) {
            throw new Refused(Problem.NOTHING_TO_DO, "Order " + order.order() + " has no backorder.");
        }
        Map<Sku, BigDecimal> free = new HashMap<>();
        stock.lock(
                        work,
                        order.site(),
                        waiting.stream().map(OrderView.Line::item).distinct().toList())
                .forEach((item, availability) -> free.put(item, availability.free()));
        Map<Integer, BigDecimal> taken = new HashMap<>();
        List<Reserved> reserved = new ArrayList<>();
        for (OrderView.Line line : waiting) {
            BigDecimal take = Allocation.take(free, line.item(), line.backordered());
            if (take.signum() > 0) {
                taken.put(line.lineNo(), take);
                reserved.add(new Reserved(line.lineNo(), line.item(), take));
                work.publish(
                        new BackorderAllocated(
                                order.order(),
                                order.site(),
                                line.lineNo(),
                                new Quantity(take, line.unit()),
                                work.now()),
                        order.site());
            }
        }
        if (reserved.isEmpty()) {
            throw new Refused(
                    Problem.NOTHING_TO_DO, "Nothing is free at " + order.site() + " for the backorders of this order.");
        }
        stock.reserve(work, order.site(), order.order(), reserved);
        List<OrderView.Line> lines = order.lines().stream()
                .map(line -> {
                    BigDecimal take = taken.getOrDefault(line.lineNo(), BigDecimal.ZERO);
                    return line.with(
                            line.released(),
                            line.reserved().add(take),
                            line.backordered().subtract(take),
                            line.picked(),
                            line.shipped(),
                            line.cancelled());
                })
                .toList();
        OrderView after = order.after(order.state(), order.releasedAt(), lines);
        OrderRows.update(work, order, after);
        return after;
    }
}
