package io.setpoint.streaming.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Days of a site, in microseconds since the epoch. A day is [00:00, 24:00) local: 23 or 25 hours long at a clock change. */
public final class Calendar {
    static final long SECOND = 1_000_000L;
    static final long DAY = 86_400 * SECOND;

    private Calendar() {}

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** The local day of a moment. Throws {@link java.time.DateTimeException} if there is no such zone. */
    static String day(long micros, String zone) {
        return LocalDate.ofInstant(instant(micros), ZoneId.of(zone)).toString();
    }

    /** The first moment after a local day. */
    public static long endOf(LocalDate day, String zone) {
        return micros(day.plusDays(1).atStartOfDay(ZoneId.of(zone)).toInstant());
    }
}
