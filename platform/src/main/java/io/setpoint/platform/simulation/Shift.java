package io.setpoint.platform.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;

/** A person's eight hours. */
final class Shift {
    private Shift() {}

    /** Some moment of the person's shift that begins on this day. */
    static Instant moment(World.Person person, World.Site site, LocalDate date, Random random) {
        return date.atTime(person.shiftStart(), 0)
                .atZone(site.zone())
                .toInstant()
                .plus(Duration.ofSeconds(random.nextInt(8 * 3600)));
    }

    /** Some moment of this day well outside the person's shift. */
    static Instant farOutside(World.Person person, World.Site site, LocalDate date, Random random) {
        return date.atTime(person.shiftStart(), 0)
                .atZone(site.zone())
                .toInstant()
                .plus(Duration.ofSeconds(12 * 3600 + random.nextInt(5 * 3600)));
    }
}
