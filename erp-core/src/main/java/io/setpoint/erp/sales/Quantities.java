package io.setpoint.erp.sales;

import io.setpoint.contracts.values.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The rule for quantities people send, and how they read them. */
final class Quantities {
    private static final int DIGITS_BEFORE_POINT = 12;

    private Quantities() {}

    /** Above zero, with at most three decimals, and small enough for a document. */
    static BigDecimal positive(BigDecimal quantity) {
        if (quantity.signum() <= 0) {
            throw new IllegalArgumentException("needs a quantity above zero");
        }
        if (quantity.precision() - quantity.scale() > DIGITS_BEFORE_POINT) {
            throw new IllegalArgumentException("has a quantity that is too large");
        }
        try {
            return quantity.setScale(Quantity.SCALE, RoundingMode.UNNECESSARY);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("has a quantity with more than three decimals", e);
        }
    }

    /** As people write it. */
    static String plain(BigDecimal quantity) {
        return quantity.signum() == 0 ? "0" : quantity.stripTrailingZeros().toPlainString();
    }
}
