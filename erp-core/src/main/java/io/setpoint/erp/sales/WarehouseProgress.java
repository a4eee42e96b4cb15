package io.setpoint.erp.sales;

import io.setpoint.contracts.values.OrderId;
import io.setpoint.erp.kernel.RoundTrip;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.sales.api.OrderState;
import io.setpoint.erp.sales.api.OrderView;
import io.setpoint.erp.sales.api.ShippableOrders;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** How picks, shipments and deliveries move an order on. */
final class WarehouseProgress implements ShippableOrders {
    @Override
    public OrderView lock(Work work, OrderId order) {
        return OrderRows.lock(work, order);
    }

    @Override
    public RoundTrip locking(Work work, OrderId order) {
        return OrderRows.locking(work, order);
    }

    @Override
    public OrderView locked(OrderId order, RoundTrip.Answers answers) throws SQLException {
        return OrderRows.locked(order, answers);
    }

    @Override
    public OrderView pick(Work work, OrderView order, Map<Integer, BigDecimal> picked) {
        List<OrderView.Line> lines = order.lines().stream()
                .map(line -> line.with(
                        line.released(),
                        line.reserved(),
                        line.backordered(),
                        line.picked().add(picked.getOrDefault(line.lineNo(), BigDecimal.ZERO)),
                        line.shipped(),
                        line.cancelled()))
                .toList();
        return save(work, order, order.after(order.state(), order.releasedAt(), lines));
    }

    @Override
    public OrderView ship(Work work, OrderView order, Map<Integer, BigDecimal> shipped) {
        List<OrderView.Line> lines = order.lines().stream()
                .map(line -> {
                    BigDecimal quantity = shipped.getOrDefault(line.lineNo(), BigDecimal.ZERO);
                    return line.with(
                            line.released(),
                            line.reserved().subtract(quantity),
                            line.backordered(),
                            line.picked(),
                            line.shipped().add(quantity),
                            line.cancelled());
                })
                .toList();
        return save(work, order, order.after(OrderRows.state(order, lines), order.releasedAt(), lines));
    }

    @Override
    public OrderView deliver(Work work, OrderView order, boolean everyShipmentDelivered) {
        OrderState state =
                order.state() == OrderState.SHIPPED && everyShipmentDelivered ? OrderState.DELIVERED : order.state();
        return save(work, order, order.after(state, order.releasedAt(), order.lines()));
    }

    private static OrderView save(Work work, OrderView before, OrderView after) {
        OrderRows.update(work, before, after);
        return after;
    }
}
