package io.setpoint.erp.pricing;

import io.setpoint.contracts.values.OverrideLimitId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.erp.kernel.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of how far off the list price the lower right to approve overrides reaches.
 *
 * @param percent it may be reached, not passed
 */
record OverrideLimitView(
        OverrideLimitId overrideLimit,
        PriceChangeState state,
        int version,
        BigDecimal percent,
        String why,
        PersonId proposedBy,
        Instant proposedAt,
        @Nullable PersonId decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decisionNote)
        implements Versioned {}
