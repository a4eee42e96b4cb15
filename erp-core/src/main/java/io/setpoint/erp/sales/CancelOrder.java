package io.setpoint.erp.sales;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.CancelReason;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.erp.inventory.api.StockReservations;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.sales.CancelOrder.Command;
import io.setpoint.erp.sales.api.OrderView;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cancels everything of an order that is open and not picked. */
final class CancelOrder implements UseCase<Command, OrderView> {
    private final StockReservations stock;

    CancelOrder(StockReservations stock) {
        this.stock = stock;
    }

    /**
     * What is cancelled.
     *
     * @param why in words, where the reason's code is not enough
     */
    record Command(
            OrderId order, CancelReason reason, @Nullable String why) {
        Command {
            if (why != null && why.length() > 500) {
                throw new IllegalArgumentException("has at most 500 characters");
            }
        }
    }

    @Override
    public Control control() {
        return Control.of("cancel-order", "Cancels everything of an order that is open and not picked.")
                .publishing(EventType.ORDER_LINE_CANCELLED)
                .refusing(Problem.NOT_FOUND, Problem.STALE_VERSION, Problem.NOTHING_TO_DO);
    }

    @Override
    public Permission permission() {
        return Permission.CANCEL_ORDER;
    }

    @Override
    public OrderView run(Command command, Work work) {
        OrderView order = OrderRows.lock(work, command.order());
        work.requireAt(Permission.CANCEL_ORDER, order.site());
        work.requireVersion(order.version());
        Map<Integer, BigDecimal> cancelled = new LinkedHashMap<>();
        for (OrderView.Line line : order.lines()) {
            BigDecimal quantity = Cancellation.cancellable(line);
            if (quantity.signum() > 0) {
                cancelled.put(line.lineNo(), quantity);
            }
        }
        if (cancelled.isEmpty()) {
            throw new Refused(Problem.NOTHING_TO_DO, "Nothing of order " + order.order() + " is open and not picked.");
        }
        return Cancellation.post(work, stock, order, cancelled, command.reason(), command.why());
    }
}
