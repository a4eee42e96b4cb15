package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A supplier of a company. Refuses a value that does not match {@code [A-Za-z0-9][A-Za-z0-9_-]{0,31}}. */
public record SupplierId(@JsonValue String value) implements Comparable<SupplierId> {
    private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,31}");

    @JsonCreator
    public SupplierId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a SupplierId: " + value);
        }
    }

    @Override
    public int compareTo(SupplierId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
