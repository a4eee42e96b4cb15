package io.setpoint.contracts.events;

/** How a delivery differs from what was ordered or advised. */
public enum DiscrepancyKind {
    /** Less arrived than was ordered or advised. */
    SHORT,
    /** More arrived than was ordered. */
    OVER,
    /** It arrived damaged and was not taken into stock. */
    DAMAGED,
    /** Something else arrived and was not taken into stock. */
    WRONG_ITEM
}
