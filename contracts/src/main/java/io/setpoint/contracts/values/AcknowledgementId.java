package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A supplier's acknowledgement of a purchase order. Refuses a value that does not match {@code ACK-[A-Za-z0-9-]{1,40}}. */
public record AcknowledgementId(@JsonValue String value) implements Comparable<AcknowledgementId> {
    private static final Pattern PATTERN = Pattern.compile("ACK-[A-Za-z0-9-]{1,40}");

    @JsonCreator
    public AcknowledgementId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a AcknowledgementId: " + value);
        }
    }

    @Override
    public int compareTo(AcknowledgementId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
