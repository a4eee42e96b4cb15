package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A goods receipt. Refuses a value that does not match {@code RC-[A-Za-z0-9-]{1,40}}. */
public record ReceiptId(@JsonValue String value) implements Comparable<ReceiptId> {
    private static final Pattern PATTERN = Pattern.compile("RC-[A-Za-z0-9-]{1,40}");

    @JsonCreator
    public ReceiptId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a ReceiptId: " + value);
        }
    }

    @Override
    public int compareTo(ReceiptId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
