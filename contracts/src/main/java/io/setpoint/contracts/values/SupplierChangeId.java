package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A proposed change of a supplier's terms. Refuses a value that does not match {@code SC-[A-Za-z0-9-]{1,40}}. */
public record SupplierChangeId(@JsonValue String value) implements Comparable<SupplierChangeId> {
    private static final Pattern PATTERN = Pattern.compile("SC-[A-Za-z0-9-]{1,40}");

    @JsonCreator
    public SupplierChangeId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a SupplierChangeId: " + value);
        }
    }

    @Override
    public int compareTo(SupplierChangeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
