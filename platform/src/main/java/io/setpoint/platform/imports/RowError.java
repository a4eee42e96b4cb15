package io.setpoint.platform.imports;

import org.jspecify.annotations.Nullable;

/** A row cannot be used, and why. */
final class RowError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long line;

    RowError(long line, @Nullable String column, String reason) {
        super(column == null ? reason : column + " " + reason, null, false, false);
        this.line = line;
    }

    /** Line of the file, from 1. */
    long line() {
        return line;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
