package io.setpoint.erp.purchasing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.PurchaseOrderApproved;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Separation;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Approves a purchase order nothing of which one wrote; the last approval releases it. */
final class ApprovePurchaseOrder implements UseCase<ApprovePurchaseOrder.Command, PurchaseOrderView> {
    record Command(PurchaseOrderId order, @Nullable String note) {}

    interface Sql {
        @SqlUpdate("""
                insert into purchase_approval (company_id, order_id, round, person_id, raised_by, note, recorded_at)
                values (current_company(), :order, :round, :person, :raisedBy, :note, :now)
                """)
        void insert(
                PurchaseOrderId order,
                int round,
                PersonId person,
                PersonId raisedBy,
                @Nullable String note,
                Instant now);
    }

    @Override
    public Control control() {
        return Control.of("approve-purchase-order", "Approves a purchase order that other people raised and changed.")
                .asSensitive()
                .publishing(EventType.PURCHASE_ORDER_APPROVED, EventType.PURCHASE_ORDER_RELEASED)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.SELF_APPROVAL,
                        Problem.VERSION_MISSING,
                        Problem.STALE_VERSION,
                        Problem.WRONG_STATE,
                        Problem.ALREADY_DECIDED);
    }

    @Override
    public Permission permission() {
        return Permission.APPROVE_PURCHASE;
    }

    @Override
    public Separation separation(Command command, Work work) {
        PurchaseOrderView order = PurchaseOrderBook.lock(work, command.order());
        return new Separation(PurchaseOrderBook.authors(work, order.order()), order.site());
    }

    @Override
    public PurchaseOrderView run(Command command, Work work) {
        PurchaseOrderView order = PurchaseOrderBook.lock(work, command.order());
        work.requireAt(permission(), order.site());
        work.requireVersionGiven(order.version());
        if (order.state() != PurchaseState.PENDING_APPROVAL) {
            throw PurchaseOrderBook.wrongState(order);
        }
        if (order.approvedBy().contains(work.person())) {
            throw new Refused(Problem.ALREADY_DECIDED, "You approved it; another person has to approve it too");
        }
        Figures.requireShort("note", command.note());
        work.sql(Sql.class)
                .insert(order.order(), order.round(), work.person(), order.raisedBy(), command.note(), work.now());
        int missing = order.approvalsNeeded() - order.approvedBy().size() - 1;
        work.publish(
                new PurchaseOrderApproved(
                        order.order(), order.site(), order.round(), missing, work.person(), work.now()),
                order.site());
        if (missing == 0) {
            PurchaseOrderBook.release(work, order);
        }
        return PurchaseOrderBook.settle(work, order.order());
    }
}
