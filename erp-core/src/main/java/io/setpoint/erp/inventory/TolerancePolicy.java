package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.Money;

/**
 * Decides whether an adjustment is posted on the word of one person. It is not when its own value is above the site's
 * limit, and it is not when the person's total of the last 24 hours, this one included, is above the daily limit: who
 * splits one adjustment into many gains nothing. The total looks back from the moment of recording, at all sites, and
 * counts amounts without sign, so that a plus does not make room for a minus.
 */
final class TolerancePolicy {
    private TolerancePolicy() {}

    /**
     * The outcome for one adjustment.
     *
     * @param limit the site's limit for a single adjustment
     * @param dailyLimit the limit for a person's rolling total
     * @param rollingTotal absolute value of the person's adjustments of the last 24 hours, this one included
     */
    record Tolerance(Money limit, Money dailyLimit, Money rollingTotal, boolean overSingle, boolean overDaily) {
        boolean over() {
            return overSingle || overDaily;
        }
    }

    /**
     * Both limits may be reached, not passed.
     *
     * @param value signed value of this adjustment
     * @param earlier absolute value of the person's adjustments of the last 24 hours that were not rejected
     */
    static Tolerance check(Money value, Money earlier, Money limit, Money dailyLimit) {
        Money total = earlier.plus(value.abs());
        return new Tolerance(
                limit,
                dailyLimit,
                total,
                value.abs().amount().compareTo(limit.amount()) > 0,
                total.amount().compareTo(dailyLimit.amount()) > 0);
    }
}
