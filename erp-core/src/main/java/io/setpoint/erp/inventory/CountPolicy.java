package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.SiteId;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How often the bins of a site are counted.
 *
 * @param daysA days between two counts of items of class A; so for B and C
 * @param afterShortPick whether a short pick makes a count due at once
 * @param afterEmptied whether a bin that a shipment emptied is counted at once
 * @param adjustmentAbove adjustments worth more, in the company's currency, make a count due at once; null if none does
 */
public record CountPolicy(
        SiteId site,
        int daysA,
        int daysB,
        int daysC,
        boolean afterShortPick,
        boolean afterEmptied,
        @Nullable BigDecimal adjustmentAbove) {
    private static final int LONGEST = 3650;

    public CountPolicy {
        if (Math.min(daysA, Math.min(daysB, daysC)) < 1 || Math.max(daysA, Math.max(daysB, daysC)) > LONGEST) {
            throw new IllegalArgumentException("needs days of 1 to " + LONGEST);
        }
    }
}
