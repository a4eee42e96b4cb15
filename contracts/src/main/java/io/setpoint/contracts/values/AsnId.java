package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** An advance shipment notice. Refuses a value that does not match {@code ASN-[A-Za-z0-9-]{1,40}}. */
public record AsnId(@JsonValue String value) implements Comparable<AsnId> {
    private static final Pattern PATTERN = Pattern.compile("ASN-[A-Za-z0-9-]{1,40}");

    @JsonCreator
    public AsnId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a AsnId: " + value);
        }
    }

    @Override
    public int compareTo(AsnId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
