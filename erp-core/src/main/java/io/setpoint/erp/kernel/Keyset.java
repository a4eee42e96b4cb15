package io.setpoint.erp.kernel;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Where a page of documents, newest first, begins: behind this time and id. */
public record Keyset(Instant time, String id) {
    private static final Keyset NEWEST = new Keyset(Instant.parse("9999-12-31T00:00:00Z"), "");
    private static final char SEPARATOR = '~';

    public static Keyset newestFirst(@Nullable String cursor) {
        if (cursor == null) {
            return NEWEST;
        }
        int at = cursor.indexOf(SEPARATOR);
        try {
            long micros = Long.parseLong(cursor, 0, Math.max(at, 0), 10);
            return new Keyset(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), cursor.substring(at + 1));
        } catch (NumberFormatException e) {
            throw new Refused(Problem.INVALID, "The cursor is none of ours");
        }
    }

    public static String of(Instant time, String id) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time) + String.valueOf(SEPARATOR) + id;
    }
}
