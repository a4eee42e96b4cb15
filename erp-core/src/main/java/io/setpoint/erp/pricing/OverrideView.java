package io.setpoint.erp.pricing;

import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PriceOverrideId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A price override.
 *
 * @param quantity for which it may be used at most, in one order line
 * @param listPrice what the line would have cost when it was proposed
 * @param percentOff how far below the list price it is; negative if above
 * @param validUntil the first moment at which it can be used no more
 * @param order whose line has the price
 */
record OverrideView(
        PriceOverrideId priceOverride,
        OverrideState state,
        int version,
        SiteId site,
        CustomerId customer,
        Sku item,
        BigDecimal quantity,
        BigDecimal listPrice,
        BigDecimal unitPrice,
        BigDecimal percentOff,
        String why,
        PersonId proposedBy,
        Instant proposedAt,
        Instant validUntil,
        @Nullable PersonId decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decisionNote,
        @Nullable OrderId order,
        @Nullable Integer orderLineNo)
        implements Versioned {}
