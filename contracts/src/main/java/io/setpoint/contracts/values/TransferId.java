package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A transfer between two sites. Refuses a value that does not match {@code TR-[A-Za-z0-9-]{1,40}}. */
public record TransferId(@JsonValue String value) implements Comparable<TransferId> {
    private static final Pattern PATTERN = Pattern.compile("TR-[A-Za-z0-9-]{1,40}");

    @JsonCreator
    public TransferId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a TransferId: " + value);
        }
    }

    @Override
    public int compareTo(TransferId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
