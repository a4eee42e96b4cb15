package io.setpoint.erp.pricing;

/** How far a change of prices has come. */
public enum PriceChangeState {
    /** Waits for another person. */
    PROPOSED,
    /** Holds, or will from its time on. */
    APPROVED,
    /** Refused or taken back. */
    REJECTED
}
