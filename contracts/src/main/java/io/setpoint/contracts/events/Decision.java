package io.setpoint.contracts.events;

/** What a person decided on an exception. */
public enum Decision {
    /** The remedy was posted. */
    APPROVED,
    /** The proposal was refused; state is unchanged. */
    REJECTED,
    /** Seen, and nothing is to be done. */
    NO_ACTION,
    /** Another exception covers it. */
    DUPLICATE
}
