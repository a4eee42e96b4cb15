package io.setpoint.erp.organization;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a new warehouse begins with.
 *
 * @param bins their ids, or patterns such as {@code A-{01..12}-{1..4}}
 * @param adjustmentLimit in company currency; above it another person has to approve
 * @param adjustmentDailyLimit the same for all adjustments of one person on one day
 * @param binGroups what bins are for, where they stand and how much they take; all others are storage without limit
 * @param receiveSteps 1 unless it says otherwise: straight into storage
 * @param shipSteps 3 unless it says otherwise: pick, pack, ship
 */
record SiteTemplate(
        List<String> bins,
        BigDecimal adjustmentLimit,
        BigDecimal adjustmentDailyLimit,
        @Nullable List<BinGroup> binGroups,
        @Nullable Integer receiveSteps,
        @Nullable Integer shipSteps) {
    SiteTemplate {
        bins = List.copyOf(bins);
        binGroups = binGroups == null ? List.of() : List.copyOf(binGroups);
    }
}
