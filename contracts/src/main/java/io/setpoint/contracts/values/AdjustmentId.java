package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** An inventory adjustment. Refuses a value that does not match {@code ADJ-[A-Za-z0-9-]{1,40}}. */
public record AdjustmentId(@JsonValue String value) implements Comparable<AdjustmentId> {
    private static final Pattern PATTERN = Pattern.compile("ADJ-[A-Za-z0-9-]{1,40}");

    @JsonCreator
    public AdjustmentId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a AdjustmentId: " + value);
        }
    }

    @Override
    public int compareTo(AdjustmentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
