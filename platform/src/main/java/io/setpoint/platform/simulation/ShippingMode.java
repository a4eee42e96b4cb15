package io.setpoint.platform.simulation;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;

/** How goods travel: when a carrier leaves, and how long it takes. */
enum ShippingMode {
    EXPRESS(1, 1, LocalTime.of(18, 0), EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), "Blixt Express"),
    STANDARD(3, 2, LocalTime.of(16, 0), EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), "Norrspeed"),
    /** Consolidated: the truck leaves on two days a week only, which its promise does not always allow for. */
    ECONOMY(5, 5, LocalTime.of(15, 0), EnumSet.of(DayOfWeek.TUESDAY, DayOfWeek.FRIDAY), "Samlast Cargo");

    private final int promiseDays;
    private final int transitDays;
    private final LocalTime cutOff;

    @SuppressWarnings("ImmutableEnumChecker") // never changed
    private final Set<DayOfWeek> departures;

    private final String carrier;

    ShippingMode(int promiseDays, int transitDays, LocalTime cutOff, Set<DayOfWeek> departures, String carrier) {
        this.promiseDays = promiseDays;
        this.transitDays = transitDays;
        this.cutOff = cutOff;
        this.departures = departures;
        this.carrier = carrier;
    }

    int promiseDays() {
        return promiseDays;
    }

    int transitDays() {
        return transitDays;
    }

    LocalTime cutOff() {
        return cutOff;
    }

    boolean departsOn(DayOfWeek day) {
        return departures.contains(day);
    }

    String carrier() {
        return carrier;
    }
}
