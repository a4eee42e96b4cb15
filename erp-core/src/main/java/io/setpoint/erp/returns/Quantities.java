package io.setpoint.erp.returns;

import io.setpoint.contracts.values.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The rule for quantities people send. */
final class Quantities {
    private static final int DIGITS_BEFORE_POINT = 12;

    private Quantities() {}

    /** Zero or more, with at most three decimals, and small enough for a document. */
    static BigDecimal zeroOrMore(BigDecimal quantity) {
        if (quantity.signum() < 0) {
            throw new IllegalArgumentException("needs a quantity of zero or more");
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

    /** The same, above zero. */
    static BigDecimal positive(BigDecimal quantity) {
        if (quantity.signum() == 0) {
            throw new IllegalArgumentException("needs a quantity above zero");
        }
        return zeroOrMore(quantity);
    }

    static String plain(BigDecimal quantity) {
        return quantity.signum() == 0 ? "0" : quantity.stripTrailingZeros().toPlainString();
    }
}
