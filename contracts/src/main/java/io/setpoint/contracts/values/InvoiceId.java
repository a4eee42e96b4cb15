package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * An invoice ({@code IN-}) or a credit note ({@code CN-}), whether it has a legal number or not. Refuses a value that
 * does not match {@code (IN|CN)-[A-Za-z0-9-]{1,40}}.
 */
public record InvoiceId(@JsonValue String value) implements Comparable<InvoiceId> {
    private static final Pattern PATTERN = Pattern.compile("(IN|CN)-[A-Za-z0-9-]{1,40}");

    @JsonCreator
    public InvoiceId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not an InvoiceId: " + value);
        }
    }

    @Override
    public int compareTo(InvoiceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
