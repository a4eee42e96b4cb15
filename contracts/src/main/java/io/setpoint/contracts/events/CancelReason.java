package io.setpoint.contracts.events;

/** Why a quantity was cancelled. Only customer and test reasons before release leave the service KPIs. */
public enum CancelReason {
    /** The customer asked for less. */
    CUSTOMER_CHANGED,
    /** The customer asked to cancel. */
    CUSTOMER_CANCELLED,
    /** We cannot supply it; a failure of ours. */
    SHORTAGE,
    /** A test document. */
    TEST_DOCUMENT
}
