package io.setpoint.erp.purchasing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.PurchaseOrderRejected;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;

/** Rejects a purchase order that waits for approval; what was received of an earlier round stays received. */
final class RejectPurchaseOrder implements UseCase<RejectPurchaseOrder.Command, PurchaseOrderView> {
    record Command(PurchaseOrderId order, String why) {}

    @Override
    public Control control() {
        return Control.of("reject-purchase-order", "Rejects a purchase order that waits for approval.")
                .asSensitive()
                .publishing(EventType.PURCHASE_ORDER_REJECTED)
                .refusing(Problem.NOT_FOUND, Problem.STALE_VERSION, Problem.WRONG_STATE, Problem.REASON_MISSING);
    }

    @Override
    public Permission permission() {
        return Permission.APPROVE_PURCHASE;
    }

    @Override
    public PurchaseOrderView run(Command command, Work work) {
        PurchaseOrderView order = PurchaseOrderBook.lock(work, command.order());
        work.requireAt(permission(), order.site());
        work.requireVersion(order.version());
        if (order.state() != PurchaseState.PENDING_APPROVAL) {
            throw PurchaseOrderBook.wrongState(order);
        }
        Figures.requireSaid("why", command.why());
        Closing.cancelOpen(work, order);
        work.publish(
                new PurchaseOrderRejected(
                        order.order(), order.site(), order.round(), work.person(), command.why(), work.now()),
                order.site());
        boolean received =
                order.lines().stream().anyMatch(line -> line.received().signum() > 0);
        return PurchaseOrderBook.settle(
                work, order.order(), received ? PurchaseState.RECEIVED : PurchaseState.REJECTED);
    }
}
