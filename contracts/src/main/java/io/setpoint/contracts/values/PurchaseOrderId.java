package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A purchase order. Refuses a value that does not match {@code PO-[A-Za-z0-9-]{1,40}}. */
public record PurchaseOrderId(@JsonValue String value) implements Comparable<PurchaseOrderId> {
    private static final Pattern PATTERN = Pattern.compile("PO-[A-Za-z0-9-]{1,40}");

    @JsonCreator
    public PurchaseOrderId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a PurchaseOrderId: " + value);
        }
    }

    @Override
    public int compareTo(PurchaseOrderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
