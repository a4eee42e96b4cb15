package io.setpoint.erp.sales;

import io.setpoint.contracts.events.BackorderAllocated;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.erp.inventory.api.StockReservations;
import io.setpoint.erp.inventory.api.StockReservations.Reserved;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.sales.AllocationPlan.Share;
import io.setpoint.erp.sales.api.OrderView;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reserves for backordered lines of a locked order what the plan gives them. */
final class BackorderShares {
    private BackorderShares() {}

    static OrderView post(Work work, StockReservations stock, OrderView order, List<Share> shares) {
        Map<Integer, BigDecimal> taken = new HashMap<>();
        shares.forEach(share -> taken.put(share.line().lineNo(), share.quantity()));
        List<Reserved> reserved = new ArrayList<>();
        List<OrderView.Line> lines = new ArrayList<>();
        for (OrderView.Line line : order.lines()) {
            BigDecimal take = taken.get(line.lineNo());
            if (take == null) {
                lines.add(line);
            } else {
                reserved.add(new Reserved(line.lineNo(), line.item(), take));
                lines.add(line.reserving(take));
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
        stock.reserve(work, order.site(), order.order(), reserved);
        OrderView after = order.after(order.state(), order.releasedAt(), lines);
        OrderRows.update(work, order, after);
        return after;
    }
}
