package io.setpoint.erp.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The committed result of a use case.
 *
 * @param json the result as it goes over the wire
 * @param version of the document, where the result is {@link Versioned}
 * @param position log sequence number at or behind the commit
 * @param replayed whether an earlier run with the same key gave this answer
 */
public record Receipt<R>(
        String json,
        @Nullable Integer version,
        long position,
        boolean replayed,
        @Nullable R result) {
    /** The result of a run that was not a repeat. */
    public R value() {
        R value = result;
        if (value == null) {
            throw new IllegalStateException("a repeated request has its answer as JSON only");
        }
        return value;
    }
}
