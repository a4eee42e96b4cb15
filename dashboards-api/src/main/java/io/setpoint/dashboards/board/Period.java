package io.setpoint.dashboards.board;

import io.setpoint.dashboards.problems.Problem;
import io.setpoint.dashboards.problems.Refused;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of local days.
 *
 * @param from first day
 * @param to last day
 */
public record Period(LocalDate from, LocalDate to) {
    private static final int MAX_DAYS = 400;
    private static final int DEFAULT_DAYS = 30;

    public Period {
        if (from.isAfter(to) || ChronoUnit.DAYS.between(from, to) >= MAX_DAYS) {
            throw new Refused(Problem.of(
                    422,
                    "period",
                    "Not a period",
                    "From " + from + " to " + to + " is not a stretch of 1 to " + MAX_DAYS + " days."));
        }
    }

    /** The period of a request; without an end it ends today, without a beginning it has 30 days. */
    public static Period of(@Nullable String from, @Nullable String to, LocalDate today) {
        LocalDate last = to == null || to.isEmpty() ? today : day("to", to);
        LocalDate first = from == null || from.isEmpty() ? last.minusDays(DEFAULT_DAYS - 1) : day("from", from);
        return new Period(first, last);
    }

    /** The stretch of the same length before. */
    Period before() {
        return new Period(from.minusDays(length()), from.minusDays(1));
    }

    List<LocalDate> days() {
        return from.datesUntil(to.plusDays(1)).toList();
    }

    private long length() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    private static LocalDate day(String name, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw Refused.malformed("Parameter " + name + " is not a day like 2026-11-23: " + text);
        }
    }
}
