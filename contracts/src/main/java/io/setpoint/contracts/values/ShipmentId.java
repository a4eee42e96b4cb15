package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A shipment of one sales order. Refuses a value that does not match {@code SH-[A-Za-z0-9-]{1,40}}. */
public record ShipmentId(@JsonValue String value) implements Comparable<ShipmentId> {
    private static final Pattern PATTERN = Pattern.compile("SH-[A-Za-z0-9-]{1,40}");

    @JsonCreator
    public ShipmentId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a ShipmentId: " + value);
        }
    }

    @Override
    public int compareTo(ShipmentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
