package io.setpoint.contracts.values;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/**
 * An amount in one currency, with four decimals. The scale is normalised, so equal amounts are equal records; on the
 * wire the amount is a string, because JavaScript has no decimals.
 *
 * @param amount at most four decimals; more is refused, never rounded silently
 */
public record Money(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount, Currency currency) {
    /** Decimals an amount is kept with. */
    public static final int SCALE = 4;

    public Money {
        requireNonNull(currency, "currency");
        amount = amount.setScale(SCALE, RoundingMode.UNNECESSARY);
    }

    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }

    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /** The amount of {@code tenThousandths / 10,000}, the form in which facts carry money. */
    public static Money ofTenThousandths(long tenThousandths, Currency currency) {
        return new Money(BigDecimal.valueOf(tenThousandths, SCALE), currency);
    }

    public Money plus(Money other) {
        requireSameCurrency(other);
        return new Money(amount.add(other.amount), currency);
    }

    public Money minus(Money other) {
        requireSameCurrency(other);
        return new Money(amount.subtract(other.amount), currency);
    }

    public Money negated() {
        return new Money(amount.negate(), currency);
    }

    public Money abs() {
        return new Money(amount.abs(), currency);
    }

    /** This unit amount times a quantity, rounded half away from zero to four decimals, as PostgreSQL rounds. */
    public Money times(Quantity quantity) {
        return new Money(amount.multiply(quantity.value()).setScale(SCALE, RoundingMode.HALF_UP), currency);
    }

    /**
     * Splits this amount by weights without losing a ten-thousandth: the parts sum to the whole, the remainder goes to
     * the first parts.
     */
    public List<Money> allocate(long... weights) {
        long total = 0;
        for (long weight : weights) {
            if (weight < 0) {
                throw new IllegalArgumentException("a weight is negative");
            }
            total = Math.addExact(total, weight);
        }
        if (total == 0) {
            throw new IllegalArgumentException("weights sum to zero");
        }
        BigDecimal step = BigDecimal.ONE.movePointLeft(SCALE).multiply(BigDecimal.valueOf(amount.signum()));
        BigDecimal left = amount;
        List<BigDecimal> parts = new ArrayList<>();
        for (long weight : weights) {
            BigDecimal part = amount.multiply(BigDecimal.valueOf(weight))
                    .divide(BigDecimal.valueOf(total), SCALE, RoundingMode.DOWN);
            parts.add(part);
            left = left.subtract(part);
        }
        List<Money> result = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            boolean takes = left.signum() != 0 && weights[i] > 0;
            result.add(new Money(takes ? parts.get(i).add(step) : parts.get(i), currency));
            left = takes ? left.subtract(step) : left;
        }
        return result;
    }

    @JsonIgnore
    public long tenThousandths() {
        return amount.unscaledValue().longValueExact();
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency.getCurrencyCode();
    }

    private void requireSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("currency mismatch: " + currency + " and " + other.currency);
        }
    }
}
