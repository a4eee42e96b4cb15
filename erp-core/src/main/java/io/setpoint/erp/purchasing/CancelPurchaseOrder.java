package io.setpoint.erp.purchasing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.PurchaseOrderCancelled;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.util.List;

/** Cancels what is open of a purchase order. */
final class CancelPurchaseOrder implements UseCase<CancelPurchaseOrder.Command, PurchaseOrderView> {
    record Command(PurchaseOrderId order, String why) {}

    @Override
    public Control control() {
        return Control.of("cancel-purchase-order", "Cancels what is open of a purchase order.")
                .publishing(EventType.PURCHASE_ORDER_CANCELLED)
                .refusing(Problem.NOT_FOUND, Problem.STALE_VERSION, Problem.WRONG_STATE, Problem.REASON_MISSING);
    }

    @Override
    public Permission permission() {
        return Permission.RAISE_PURCHASE;
    }

    @Override
    public PurchaseOrderView run(Command command, Work work) {
        PurchaseOrderView order = PurchaseOrderBook.lock(work, command.order());
        work.requireAt(permission(), order.site());
        work.requireVersion(order.version());
        if (order.state().closed()) {
            throw PurchaseOrderBook.wrongState(order);
        }
        Figures.requireSaid("why", command.why());
        List<PurchaseOrderView.Line> open = Closing.cancelOpen(work, order);
        work.publish(
                new PurchaseOrderCancelled(
                        order.order(),
                        order.site(),
                        command.why(),
                        work.person(),
                        work.now(),
                        open.stream()
                                .map(line -> new PurchaseOrderCancelled.Line(line.lineNo(), line.units(line.open())))
                                .toList()),
                order.site());
        return PurchaseOrderBook.settle(
                work,
                order.order(),
                PurchaseState.of(PurchaseOrderBook.get(work, order.order()).lines()));
    }
}
