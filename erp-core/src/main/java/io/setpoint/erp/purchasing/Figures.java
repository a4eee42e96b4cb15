package io.setpoint.erp.purchasing;

import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a quantity, an amount and a text may be, so that the schema's limits are refusals and no failures. */
final class Figures {
    private static final int LINES = 500;
    private static final int LONGEST_TEXT = 2_000;
    private static final BigDecimal MOST_QUANTITY = new BigDecimal("999999999");
    private static final BigDecimal MOST_PRICE = new BigDecimal("99999999");
    private static final BigDecimal MOST_AMOUNT = new BigDecimal("999999999999");
    private static final BigDecimal HUNDRED = new BigDecimal("100");
    private static final int LONGEST_LEAD_TIME = 365;

    private Figures() {}

    static void requirePositive(String field, BigDecimal quantity) {
        requireNotNegative(field, quantity);
        if (quantity.signum() == 0) {
            throw invalid(field, field + " is not above zero");
        }
    }

    static void requireNotNegative(String field, BigDecimal quantity) {
        requireBetween(field, quantity, MOST_QUANTITY, Quantity.SCALE);
    }

    static void requirePrice(String field, BigDecimal price) {
        requireBetween(field, price, MOST_PRICE, Money.SCALE);
    }

    /** A quantity and this many percent of it more. */
    static BigDecimal share(BigDecimal quantity, BigDecimal percent) {
        return quantity.multiply(HUNDRED.add(percent)).divide(HUNDRED, Quantity.SCALE, RoundingMode.DOWN);
    }

    static void requireAmount(String field, BigDecimal amount) {
        requireBetween(field, amount, MOST_AMOUNT, Money.SCALE);
    }

    static void requirePercent(String field, @Nullable BigDecimal percent) {
        if (percent != null) {
            requireBetween(field, percent, HUNDRED, 2);
        }
    }

    static void requireLeadTime(String field, @Nullable Integer days) {
        if (days != null && (days < 0 || days > LONGEST_LEAD_TIME)) {
            throw invalid(field, field + " lies between 0 and " + LONGEST_LEAD_TIME);
        }
    }

    static void requireDate(String field, LocalDate date) {
        if (date.getYear() < 2000 || date.getYear() > 2999) {
            throw invalid(field, field + " lies between the years 2000 and 2999");
        }
    }

    static void requireLines(Collection<?> lines) {
        if (lines.isEmpty() || lines.size() > LINES) {
            throw invalid("lines", "A document has 1 to " + LINES + " lines");
        }
    }

    static void requireShort(String field, @Nullable String text) {
        if (text != null && text.length() > LONGEST_TEXT) {
            throw invalid(field, field + " is longer than " + LONGEST_TEXT + " characters");
        }
    }

    static void requireSaid(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new Refused(Problem.REASON_MISSING, field + " is empty");
        }
        requireShort(field, text);
    }

    static Refused invalid(String field, String message) {
        return new Refused(Problem.INVALID, message).at(List.of(new Refused.FieldError(field, message)));
    }

    static Refused unknown(String field, String message) {
        return new Refused(Problem.UNKNOWN_REFERENCE, message).at(List.of(new Refused.FieldError(field, message)));
    }

    static String plain(BigDecimal figure) {
        return figure.signum() == 0 ? "0" : figure.stripTrailingZeros().toPlainString();
    }

    private static void requireBetween(String field, BigDecimal value, BigDecimal most, int scale) {
        if (value.signum() < 0
                || value.compareTo(most) > 0
                || value.stripTrailingZeros().scale() > scale) {
            throw invalid(field, "%s lies between 0 and %s, with at most %d decimals".formatted(field, most, scale));
        }
    }
}
