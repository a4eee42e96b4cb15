package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A price override. Refuses a value that does not match {@code OV-[A-Za-z0-9-]{1,40}}. */
public record PriceOverrideId(@JsonValue String value) implements Comparable<PriceOverrideId> {
    private static final Pattern PATTERN = Pattern.compile("OV-[A-Za-z0-9-]{1,40}");

    @JsonCreator
    public PriceOverrideId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a PriceOverrideId: " + value);
        }
    }

    @Override
    public int compareTo(PriceOverrideId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
