package io.setpoint.erp.replenishment;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.SuggestionOrdered;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.purchasing.api.DraftOrders;
import io.setpoint.erp.purchasing.api.OpenPurchases;
import java.math.BigDecimal;

/** Drafts a purchase order of a suggestion; sending it is another step, under the approvals of purchasing. */
final class OrderSuggestion implements UseCase<OrderSuggestion.Command, OrderSuggestion.Ordered> {
    /**
     * The suggestion.
     *
     * @param quantity what was shown; refused if it suggests something else by now
     */
    record Command(SiteId site, Sku item, BigDecimal quantity) {}

    /** The draft. */
    record Ordered(PurchaseOrderId order, SuggestionView suggestion) {}

    private final OpenPurchases purchases;
    private final DraftOrders drafts;

    OrderSuggestion(OpenPurchases purchases, DraftOrders drafts) {
        this.purchases = purchases;
        this.drafts = drafts;
    }

    @Override
    public Control control() {
        return Control.of("order-suggestion", "Drafts a purchase order of what a policy suggests.")
                .publishing(EventType.SUGGESTION_ORDERED, EventType.PURCHASE_ORDER_RAISED)
                .refusing(Problem.NOT_FOUND, Problem.STALE_VERSION);
    }

    @Override
    public Permission permission() {
        return Permission.RAISE_PURCHASE;
    }

    @Override
    public Ordered run(Command command, Work work) {
        SuggestionView suggestion =
                Decisions.lock(work, purchases, permission(), command.site(), command.item(), command.quantity());
        PurchaseOrderId order = drafts.draft(
                work, command.site(), suggestion.policy().supplier(), command.item(), suggestion.quantity());
        Decisions.keep(work, suggestion, Decisions.Outcome.ORDERED, order, null, null);
        work.publish(
                new SuggestionOrdered(
                        command.site(),
                        command.item(),
                        new Quantity(suggestion.quantity(), suggestion.unit()),
                        order,
                        work.person(),
                        work.now()),
                command.site());
        return new Ordered(order, suggestion);
    }
}
