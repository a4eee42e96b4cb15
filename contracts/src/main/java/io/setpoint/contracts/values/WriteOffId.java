package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A write-off of goods in transit. Refuses a value that does not match {@code WO-[A-Za-z0-9-]{1,40}}. */
public record WriteOffId(@JsonValue String value) implements Comparable<WriteOffId> {
    private static final Pattern PATTERN = Pattern.compile("WO-[A-Za-z0-9-]{1,40}");

    @JsonCreator
    public WriteOffId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a WriteOffId: " + value);
        }
    }

    @Override
    public int compareTo(WriteOffId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
