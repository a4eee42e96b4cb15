package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.NegativeStockId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Versioned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A permission for a site's shipments to take bins below zero.
 *
 * @param until from then on it does not hold any more
 */
public record NegativeStockView(
        NegativeStockId negativeStock,
        NegativeStockState state,
        int version,
        SiteId site,
        Instant from,
        Instant until,
        String why,
        PersonId proposedBy,
        Instant proposedAt,
        @Nullable PersonId decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decisionNote)
        implements Versioned {}
