package io.setpoint.contracts.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A company: one legal entity, the boundary of row-level security. Refuses a value that does not match {@code [A-Z0-9]{2,12}}. */
public record CompanyId(@JsonValue String value) implements Comparable<CompanyId> {
    private static final Pattern PATTERN = Pattern.compile("[A-Z0-9]{2,12}");

    @JsonCreator
    public CompanyId {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a CompanyId: " + value);
        }
    }

    @Override
    public int compareTo(CompanyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
