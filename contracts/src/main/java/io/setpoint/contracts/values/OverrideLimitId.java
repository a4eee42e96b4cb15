package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A change of the limit of price overrides. Refuses a value that does not match {@code OL-[A-Za-z0-9-]{1,40}}. */
public record OverrideLimitId(@JsonValue String value) implements Comparable<OverrideLimitId> {
    private static final Pattern PATTERN = Pattern.compile("OL-[A-Za-z0-9-]{1,40}");

    @JsonCreator
    public OverrideLimitId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a OverrideLimitId: " + value);
        }
    }

    @Override
    public int compareTo(OverrideLimitId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
