package io.setpoint.platform.simulation;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** The order desk's and the warehouse's hours at a site: Monday to Friday, 07:00 to 18:00. */
record WorkingHours(ZoneId zone) {
    private static final LocalTime OPENS = LocalTime.of(7, 0);
    private static final LocalTime CLOSES = LocalTime.of(18, 0);

    static boolean isWorkday(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /** The first working moment at or after this one. */
    Instant from(Instant instant) {
        ZonedDateTime at = instant.atZone(zone);
        if (isWorkday(at.toLocalDate())) {
            if (at.toLocalTime().isBefore(OPENS)) {
                return at.with(OPENS).toInstant();
            }
            if (at.toLocalTime().isBefore(CLOSES)) {
                return instant;
            }
        }
        LocalDate day = at.toLocalDate().plusDays(1);
        while (!isWorkday(day)) {
            day = day.plusDays(1);
        }
        return day.atTime(OPENS).atZone(zone).toInstant();
    }

    /** The moment at which this much work is done. */
    Instant plus(Instant start, Duration work) {
        Instant at = from(start);
        Duration left = work;
        while (true) {
            Instant closes = at.atZone(zone).with(CLOSES).toInstant();
            Duration today = Duration.between(at, closes);
            if (left.compareTo(today) < 0) {
                return at.plus(left);
            }
            left = left.minus(today);
            at = from(closes);
        }
    }

    /** The first departure of this mode at or after this moment. */
    Instant departure(Instant ready, ShippingMode mode) {
        ZonedDateTime at = ready.atZone(zone);
        LocalDate day = at.toLocalDate();
        while (true) {
            Instant leaves = day.atTime(mode.cutOff()).atZone(zone).toInstant();
            if (mode.departsOn(day.getDayOfWeek()) && !leaves.isBefore(ready)) {
                return leaves;
            }
            day = day.plusDays(1);
        }
    }

    /** The workday that lies this many workdays before the day; the day itself, moved back to a workday, for 0. */
    static LocalDate workdaysBefore(LocalDate day, int workdays) {
        LocalDate at = day;
        while (!isWorkday(at)) {
            at = at.minusDays(1);
        }
        for (int left = workdays; left > 0; ) {
            at = at.minusDays(1);
            left -= isWorkday(at) ? 1 : 0;
        }
        return at;
    }

    Instant opening(LocalDate day) {
        return day.atTime(OPENS).atZone(zone).toInstant();
    }
}
