package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A move of stock within a site. Refuses a value that does not match {@code MV-[A-Za-z0-9-]{1,40}}. */
public record MoveId(@JsonValue String value) implements Comparable<MoveId> {
    private static final Pattern PATTERN = Pattern.compile("MV-[A-Za-z0-9-]{1,40}");

    @JsonCreator
    public MoveId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a MoveId: " + value);
        }
    }

    @Override
    public int compareTo(MoveId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
