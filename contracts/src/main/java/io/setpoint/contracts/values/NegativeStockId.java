package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A permission to ship below zero at a site for a while. Refuses a value that does not match {@code NS-[A-Za-z0-9-]{1,40}}. */
public record NegativeStockId(@JsonValue String value) implements Comparable<NegativeStockId> {
    private static final Pattern PATTERN = Pattern.compile("NS-[A-Za-z0-9-]{1,40}");

    @JsonCreator
    public NegativeStockId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a NegativeStockId: " + value);
        }
    }

    @Override
    public int compareTo(NegativeStockId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
