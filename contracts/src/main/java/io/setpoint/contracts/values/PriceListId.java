package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A price list. Refuses a value that does not match {@code PL-[A-Za-z0-9-]{1,40}}. */
public record PriceListId(@JsonValue String value) implements Comparable<PriceListId> {
    private static final Pattern PATTERN = Pattern.compile("PL-[A-Za-z0-9-]{1,40}");

    @JsonCreator
    public PriceListId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a PriceListId: " + value);
        }
    }

    @Override
    public int compareTo(PriceListId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
