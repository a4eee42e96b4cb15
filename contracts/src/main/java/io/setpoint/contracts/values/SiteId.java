package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A warehouse of a company. Refuses a value that does not match {@code [A-Z0-9]{2,12}}. */
public record SiteId(@JsonValue String value) implements Comparable<SiteId> {
    private static final Pattern PATTERN = Pattern.compile("[A-Z0-9]{2,12}");

    @JsonCreator
    public SiteId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a SiteId: " + value);
        }
    }

    @Override
    public int compareTo(SiteId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
