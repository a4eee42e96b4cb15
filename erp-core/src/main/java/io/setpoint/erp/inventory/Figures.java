package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a quantity, a text and a list may be at most, so that the schema's limits are refusals and no failures. */
final class Figures {
    /** Lines a document may have. */
    static final int LINES = 500;

    private static final BigDecimal MOST = new BigDecimal("999999999");
    private static final int LONGEST_TEXT = 2_000;

    private Figures() {}

    static void requirePositive(String field, BigDecimal quantity) {
        requireStorable(field, quantity);
        if (quantity.signum() <= 0) {
            throw invalid(field, field + " is not above zero");
        }
    }

    static void requireNotNegative(String field, BigDecimal quantity) {
        requireStorable(field, quantity);
        if (quantity.signum() < 0) {
            throw invalid(field, field + " is negative");
        }
    }

    static void requireNotZero(String field, BigDecimal quantity) {
        requireStorable(field, quantity);
        if (quantity.signum() == 0) {
            throw invalid(field, field + " is zero");
        }
    }

    static void requireAmount(String field, BigDecimal amount) {
        if (amount.signum() < 0 || amount.stripTrailingZeros().scale() > Money.SCALE || amount.compareTo(MOST) > 0) {
            throw invalid(
                    field, "%s lies between 0 and %s, with at most %d decimals".formatted(field, MOST, Money.SCALE));
        }
    }

    static void requireShort(String field, @Nullable String text) {
        if (text != null && text.length() > LONGEST_TEXT) {
            throw invalid(field, field + " is longer than " + LONGEST_TEXT + " characters");
        }
    }

    static void requireSaid(String field, String text) {
        if (text.isBlank()) {
            throw new Refused(Problem.REASON_MISSING, field + " is empty");
        }
        requireShort(field, text);
    }

    static void requireLines(Collection<?> lines) {
        if (lines.isEmpty() || lines.size() > LINES) {
            throw invalid("lines", "A document has 1 to " + LINES + " lines");
        }
    }

    static Refused invalid(String field, String message) {
        return new Refused(Problem.INVALID, message).at(List.of(new Refused.FieldError(field, message)));
    }

    private static void requireStorable(String field, BigDecimal quantity) {
        if (quantity.stripTrailingZeros().scale() > Quantity.SCALE) {
            throw invalid(field, field + " has more than " + Quantity.SCALE + " decimals");
        }
        if (quantity.abs().compareTo(MOST) > 0) {
            throw invalid(field, field + " is beyond " + MOST);
        }
    }
}
