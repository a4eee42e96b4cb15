package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A cycle count. Refuses a value that does not match {@code CC-[A-Za-z0-9-]{1,40}}. */
public record CountId(@JsonValue String value) implements Comparable<CountId> {
    private static final Pattern PATTERN = Pattern.compile("CC-[A-Za-z0-9-]{1,40}");

    @JsonCreator
    public CountId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a CountId: " + value);
        }
    }

    @Override
    public int compareTo(CountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
