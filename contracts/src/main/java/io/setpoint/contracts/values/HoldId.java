package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A hold on stock. Refuses a value that does not match {@code HD-[A-Za-z0-9-]{1,40}}. */
public record HoldId(@JsonValue String value) implements Comparable<HoldId> {
    private static final Pattern PATTERN = Pattern.compile("HD-[A-Za-z0-9-]{1,40}");

    @JsonCreator
    public HoldId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a HoldId: " + value);
        }
    }

    @Override
    public int compareTo(HoldId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
