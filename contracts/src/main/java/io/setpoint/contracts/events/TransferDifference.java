package io.setpoint.contracts.events;

/** Why goods that were sent did not arrive. */
public enum TransferDifference {
    MISSING,
    DAMAGED,
    /** They come with a later arrival; such goods are not written off. */
    FOLLOWS
}
