package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The number of a lot, or the serial number of a piece, as GS1 codes carry them. Refuses a value that does not match
 * {@code [!"%-?A-Z_a-z]{1,20}}.
 */
public record LotNumber(@JsonValue String value) implements Comparable<LotNumber> {
    private static final Pattern PATTERN = Pattern.compile("[!\"%-?A-Z_a-z]{1,20}");

    @JsonCreator
    public LotNumber {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a LotNumber: " + value);
        }
    }

    @Override
    public int compareTo(LotNumber other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
