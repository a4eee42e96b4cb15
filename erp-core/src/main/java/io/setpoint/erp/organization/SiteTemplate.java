package io.setpoint.erp.organization;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a new warehouse begins with.
 *
 * @param bins their ids, or patterns such as {@code A-{01..12}-{1..4}}
 * @param adjustmentLimit in company currency; above it another person has to approve
 * @param adjustmentDailyLimit the same for all adjustments of one person on one day
 */
record SiteTemplate(List<String> bins, BigDecimal adjustmentLimit, BigDecimal adjustmentDailyLimit) {
    SiteTemplate {
        bins = List.copyOf(bins);
    }
}
