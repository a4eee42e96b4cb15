package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A stock keeping unit code of a company. Refuses a value that does not match {@code [A-Za-z0-9][A-Za-z0-9._-]{0,31}}. */
public record Sku(@JsonValue String value) implements Comparable<Sku> {
    private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

    @JsonCreator
    public Sku {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a Sku: " + value);
        }
    }

    @Override
    public int compareTo(Sku other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
