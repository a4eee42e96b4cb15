package io.setpoint.contracts.events;

/** How an advance shipment notice differs from its purchase order. */
public enum AsnMismatchKind {
    /** The order has no such line. */
    UNKNOWN_LINE,
    /** The line's item is another one. */
    WRONG_ITEM,
    /** More is advised than the line has open. */
    MORE_THAN_OPEN,
    /** It comes after the day that was confirmed, or asked for. */
    LATER_THAN_CONFIRMED
}
