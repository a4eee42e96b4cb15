package io.setpoint.erp.purchasing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;

/** Sends a draft for approval; within the limits it is approved at once. */
final class SubmitPurchaseOrder implements UseCase<SubmitPurchaseOrder.Command, PurchaseOrderView> {
    record Command(PurchaseOrderId order) {}

    @Override
    public Control control() {
        return Control.of("submit-purchase-order", "Sends a draft for the approvals its amount and supplier ask for.")
                .asSensitive()
                .publishing(EventType.PURCHASE_ORDER_SUBMITTED, EventType.PURCHASE_ORDER_RELEASED)
                .refusing(Problem.NOT_FOUND, Problem.STALE_VERSION, Problem.WRONG_STATE);
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
        if (order.state() != PurchaseState.DRAFT) {
            throw PurchaseOrderBook.wrongState(order);
        }
        PurchaseOrderBook.route(work, order.order(), order.round());
        return PurchaseOrderBook.settle(work, order.order());
    }
}
