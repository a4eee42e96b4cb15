package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A sales order. Refuses a value that does not match {@code SO-[A-Za-z0-9-]{1,40}}. */
public record OrderId(@JsonValue String value) implements Comparable<OrderId> {
    private static final Pattern PATTERN = Pattern.compile("SO-[A-Za-z0-9-]{1,40}");

    @JsonCreator
    public OrderId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a OrderId: " + value);
        }
    }

    @Override
    public int compareTo(OrderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
