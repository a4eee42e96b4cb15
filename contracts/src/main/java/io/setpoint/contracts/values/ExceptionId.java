package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** An exception in the queue; derived from its cause key, so that a replay raises nothing twice. Refuses a value that does not match {@code EX-[a-z0-9]{8,64}}. */
public record ExceptionId(@JsonValue String value) implements Comparable<ExceptionId> {
    private static final Pattern PATTERN = Pattern.compile("EX-[a-z0-9]{8,64}");

    @JsonCreator
    public ExceptionId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a ExceptionId: " + value);
        }
    }

    @Override
    public int compareTo(ExceptionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
