package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A person or a machine principal: the log-in name. Refuses a value that does not match {@code [a-z0-9][a-z0-9._-]{1,63}}. */
public record PersonId(@JsonValue String value) implements Comparable<PersonId> {
    private static final Pattern PATTERN = Pattern.compile("[a-z0-9][a-z0-9._-]{1,63}");

    @JsonCreator
    public PersonId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a PersonId: " + value);
        }
    }

    @Override
    public int compareTo(PersonId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
