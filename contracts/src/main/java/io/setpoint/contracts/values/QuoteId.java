package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A quote. Refuses a value that does not match {@code QU-[A-Za-z0-9-]{1,40}}. */
public record QuoteId(@JsonValue String value) implements Comparable<QuoteId> {
    private static final Pattern PATTERN = Pattern.compile("QU-[A-Za-z0-9-]{1,40}");

    @JsonCreator
    public QuoteId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a QuoteId: " + value);
        }
    }

    @Override
    public int compareTo(QuoteId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
