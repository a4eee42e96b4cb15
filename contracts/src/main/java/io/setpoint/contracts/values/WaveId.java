package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A wave: several orders picked in one walk. Refuses a value that does not match {@code WV-[A-Za-z0-9-]{1,40}}. */
public record WaveId(@JsonValue String value) implements Comparable<WaveId> {
    private static final Pattern PATTERN = Pattern.compile("WV-[A-Za-z0-9-]{1,40}");

    @JsonCreator
    public WaveId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a WaveId: " + value);
        }
    }

    @Override
    public int compareTo(WaveId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
