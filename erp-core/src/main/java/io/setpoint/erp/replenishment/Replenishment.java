package io.setpoint.erp.replenishment;

import io.setpoint.erp.kernel.Capability;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.purchasing.api.DraftOrders;
import io.setpoint.erp.purchasing.api.OpenPurchases;
import java.time.Clock;
import java.util.List;

/** The capability replenishment. */
public final class Replenishment implements Capability {
    private final SetReplenishmentPolicy setPolicy = new SetReplenishmentPolicy();
    private final OrderSuggestion orderSuggestion;
    private final DismissSuggestion dismissSuggestion;
    private final OpenPurchases purchases;
    private final Clock clock;

    public Replenishment(OpenPurchases purchases, DraftOrders drafts, Clock clock) {
        this.orderSuggestion = new OrderSuggestion(purchases, drafts);
        this.dismissSuggestion = new DismissSuggestion(purchases);
        this.purchases = purchases;
        this.clock = clock;
    }

    @Override
    public List<Object> resources() {
        return List.of(new ReplenishmentResource(setPolicy, orderSuggestion, dismissSuggestion, purchases, clock));
    }

    @Override
    public List<UseCase<?, ?>> useCases() {
        return List.of(setPolicy, orderSuggestion, dismissSuggestion);
    }
}
