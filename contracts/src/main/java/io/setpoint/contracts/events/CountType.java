package io.setpoint.contracts.events;

/** Why bins are counted. */
public enum CountType {
    /** By the count plan: counts for record accuracy. */
    PLANNED,
    /** Found by the way: shown apart. */
    OPPORTUNISTIC
}
