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
import io.setpoint.erp.sales.CancelLine.Command;
import io.setpoint.erp.sales.api.OrderView;
import java.math.BigDecimal;
import java.util.Map;

/** Cancels a quantity of one order line. */
final class CancelLine implements UseCase<Command, OrderView> {
    private final StockReservations stock;

    CancelLine(StockReservations stock) {
        this.stock = stock;
    }

    /** What is cancelled. */
    record Command(OrderId order, int lineNo, BigDecimal quantity, CancelReason reason) {
        Command {
            quantity = Quantities.positive(quantity);
        }
    }

    @Override
    public Control control() {
        return Control.of("cancel-line", "Cancels a quantity of one order line.")
                .publishing(EventType.ORDER_LINE_CANCELLED)
                .refusing(Problem.NOT_FOUND, Problem.STALE_VERSION, Problem.MORE_THAN_OPEN);
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
        OrderView.Line line = order.lines().stream()
                .filter(candidate -> candidate.lineNo() == command.lineNo())
                .findFirst()
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND, "There is no line " + command.lineNo() + "."));
        BigDecimal most = Cancellation.cancellable(line);
        if (command.quantity().compareTo(most) > 0) {
            throw new Refused(
                    Problem.MORE_THAN_OPEN,
                    "Of line " + line.lineNo() + " only " + Quantities.plain(most) + " is open and not picked.");
        }
        return Cancellation.post(work, stock, order, Map.of(line.lineNo(), command.quantity()), command.reason(), null);
    }
}
