package io.setpoint.erp.replenishment;

import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import java.math.BigDecimal;
import java.util.List;

/** What a policy suggests to order, with what it looked at and each step of its arithmetic. */
record SuggestionView(
        SiteId site,
        Sku item,
        String itemName,
        String unit,
        BigDecimal quantity,
        Policy policy,
        Policy.Supply supply,
        List<Policy.Step> steps) {
    SuggestionView {
        steps = List.copyOf(steps);
    }
}
