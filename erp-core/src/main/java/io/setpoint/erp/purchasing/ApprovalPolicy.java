package io.setpoint.erp.purchasing;

import io.setpoint.contracts.events.SupplierRisk;
import io.setpoint.erp.purchasing.SetPurchaseLimits.Limits;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * Decides how many other people have to approve a purchase order. None, up to the company's limit, unless the supplier's
 * risk is high; one above it; two above the second limit, and whenever a supplier of high risk is to get money. What
 * counts is the order's amount or, if that is more, all the person sent within 24 hours: who splits one order into many
 * gains nothing.
 */
final class ApprovalPolicy {
    /** How far the rolling total looks back. */
    static final Duration ROLLING = Duration.ofHours(24);

    private ApprovalPolicy() {}

    /**
     * Limits may be reached, not passed.
     *
     * @param rollingTotal amount of the person's orders of the last 24 hours, this one included
     */
    static int approvalsNeeded(BigDecimal rollingTotal, BigDecimal amount, SupplierRisk risk, Limits limits) {
        BigDecimal counted = rollingTotal.max(amount);
        if (counted.compareTo(limits.secondLimit()) > 0 || (risk == SupplierRisk.HIGH && amount.signum() > 0)) {
            return 2;
        }
        return counted.compareTo(limits.limit()) > 0 || risk == SupplierRisk.HIGH ? 1 : 0;
    }
}
