package io.setpoint.erp.pricing;

/** How far a price override has come. */
public enum OverrideState {
    /** Waits for another person. */
    PROPOSED,
    /** One order line may have the price. */
    APPROVED,
    /** Refused or taken back. */
    REJECTED,
    /** An order line has the price. */
    USED
}
