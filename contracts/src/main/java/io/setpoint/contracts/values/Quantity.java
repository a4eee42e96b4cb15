package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * A number of units of measure, with three decimals. May be negative where a document says so (an adjustment, a
 * variance).
 *
 * @param value at most three decimals; more is refused, never rounded silently
 * @param unit code of the unit of measure, {@code EA} for pieces
 */
public record Quantity(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal value, String unit) {
    /** Decimals a quantity is kept with. */
    public static final int SCALE = 3;

    private static final Pattern UNIT = Pattern.compile("[A-Z0-9]{1,8}");

    public Quantity {
        value = value.setScale(SCALE, RoundingMode.UNNECESSARY);
        if (!UNIT.matcher(unit).matches()) {
            throw new IllegalArgumentException("not a unit of measure: " + unit);
        }
    }

    public static Quantity of(String value, String unit) {
        return new Quantity(new BigDecimal(value), unit);
    }

    public static Quantity of(long value, String unit) {
        return new Quantity(BigDecimal.valueOf(value), unit);
    }

    /** The quantity of {@code thousandths / 1,000}, the form in which facts carry quantities. */
    public static Quantity ofThousandths(long thousandths, String unit) {
        return new Quantity(BigDecimal.valueOf(thousandths, SCALE), unit);
    }

    public Quantity plus(Quantity other) {
        requireSameUnit(other);
        return new Quantity(value.add(other.value), unit);
    }

    public Quantity minus(Quantity other) {
        requireSameUnit(other);
        return new Quantity(value.subtract(other.value), unit);
    }

    public Quantity min(Quantity other) {
        requireSameUnit(other);
        return value.compareTo(other.value) <= 0 ? this : other;
    }

    public Quantity negated() {
        return new Quantity(value.negate(), unit);
    }

    public Quantity abs() {
        return new Quantity(value.abs(), unit);
    }

    @JsonIgnore
    public boolean isPositive() {
        return value.signum() > 0;
    }

    @JsonIgnore
    public boolean isNegative() {
        return value.signum() < 0;
    }

    @JsonIgnore
    public boolean isZero() {
        return value.signum() == 0;
    }

    @JsonIgnore
    public long thousandths() {
        return value.unscaledValue().longValueExact();
    }

    @Override
    public String toString() {
        return value.stripTrailingZeros().toPlainString() + " " + unit;
    }

    private void requireSameUnit(Quantity other) {
        if (!unit.equals(other.unit)) {
            throw new IllegalArgumentException("unit mismatch: " + unit + " and " + other.unit);
        }
    }
}
