package io.setpoint.platform.simulation;

/** The kinds of suspicious adjustment the simulator seeds, each beside innocent ones that look like it. */
enum SuspiciousPattern {
    /** Written off just below the value from which a second person must approve. */
    JUST_UNDER_LIMIT,
    /** Written off at hours at which this person never works. */
    AFTER_HOURS,
    /** A loss in a count, counted and adjusted by the same person. */
    SAME_COUNTER,
    /** The same person takes little, but often and of a dear item, from the same bin. */
    SMALL_REPEATS,
    /** Adjusted, and put right by the same person some days later. */
    ADJUST_AND_REVERSE,
    /** A round loss "by count" for which there is no count. */
    ROUND_WITHOUT_COUNT,
    /** Written off while an order for just this quantity waits, which then ships. */
    WRITE_OFF_THEN_SHIP,
    /** One loss in several documents of a day, each below the limit. */
    SPLIT
}
