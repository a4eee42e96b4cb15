package io.setpoint.erp.pricing;

import io.setpoint.contracts.controls.Permission;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Who may approve how much: a sales manager up to the company's limit off the list price, the keepers of the price lists
 * anything. Raising a price needs the lower right only.
 */
final class OverridePolicy {
    /** How far off the list price the lower right reaches, in percent, until a company says otherwise. */
    static final BigDecimal USUAL_PERCENT = BigDecimal.TEN;

    static final int SCALE = 4;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private OverridePolicy() {}

    /** How far below the list price, in percent, rounded up, so that no limit is passed by rounding. */
    static BigDecimal percentOff(BigDecimal listPrice, BigDecimal unitPrice) {
        if (listPrice.signum() == 0) {
            return BigDecimal.ZERO;
        }
        return listPrice.subtract(unitPrice).multiply(HUNDRED).divide(listPrice, SCALE, RoundingMode.CEILING);
    }

    /** The limit may be reached, not passed. */
    static Permission needed(BigDecimal percentOff, BigDecimal limit) {
        return percentOff.compareTo(limit) > 0
                ? Permission.APPROVE_ANY_PRICE_OVERRIDE
                : Permission.APPROVE_PRICE_OVERRIDE;
    }
}
