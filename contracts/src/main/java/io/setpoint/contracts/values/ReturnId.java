package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A return of goods by a customer. Refuses a value that does not match {@code RT-[A-Za-z0-9-]{1,40}}. */
public record ReturnId(@JsonValue String value) implements Comparable<ReturnId> {
    private static final Pattern PATTERN = Pattern.compile("RT-[A-Za-z0-9-]{1,40}");

    @JsonCreator
    public ReturnId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a ReturnId: " + value);
        }
    }

    @Override
    public int compareTo(ReturnId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
