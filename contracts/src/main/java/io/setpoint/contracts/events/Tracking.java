package io.setpoint.contracts.events;

/** How the stock of an item is told apart. */
public enum Tracking {
    NONE,
    /** By lot: pieces of one lot are alike. */
    LOT,
    /** By serial number: each piece is its own. */
    SERIAL
}
