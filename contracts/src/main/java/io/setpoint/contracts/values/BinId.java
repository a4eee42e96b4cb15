package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A storage location within a site. Refuses a value that does not match {@code [A-Z0-9][A-Z0-9-]{0,31}}. */
public record BinId(@JsonValue String value) implements Comparable<BinId> {
    private static final Pattern PATTERN = Pattern.compile("[A-Z0-9][A-Z0-9-]{0,31}");

    @JsonCreator
    public BinId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a BinId: " + value);
        }
    }

    @Override
    public int compareTo(BinId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
