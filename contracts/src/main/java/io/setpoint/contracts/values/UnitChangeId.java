package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A change of units of measure. Refuses a value that does not match {@code UC-[A-Za-z0-9-]{1,40}}. */
public record UnitChangeId(@JsonValue String value) implements Comparable<UnitChangeId> {
    private static final Pattern PATTERN = Pattern.compile("UC-[A-Za-z0-9-]{1,40}");

    @JsonCreator
    public UnitChangeId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a UnitChangeId: " + value);
        }
    }

    @Override
    public int compareTo(UnitChangeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
