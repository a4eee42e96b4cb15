package io.setpoint.contracts.events;

/** How a replenishment policy decides. */
public enum ReplenishmentKind {
    /** At or below the minimum it is ordered up to the maximum. */
    MIN_MAX,
    /** At or below the reorder point a fixed quantity is ordered. */
    REORDER_POINT,
    /** So much is ordered that it lasts for the lead time and some days more. */
    COVER_DAYS
}
