package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A change of prices. Refuses a value that does not match {@code PC-[A-Za-z0-9-]{1,40}}. */
public record PriceChangeId(@JsonValue String value) implements Comparable<PriceChangeId> {
    private static final Pattern PATTERN = Pattern.compile("PC-[A-Za-z0-9-]{1,40}");

    @JsonCreator
    public PriceChangeId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a PriceChangeId: " + value);
        }
    }

    @Override
    public int compareTo(PriceChangeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
