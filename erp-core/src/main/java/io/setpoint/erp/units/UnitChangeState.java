package io.setpoint.erp.units;

/** How far a change of units has come. */
public enum UnitChangeState {
    /** Waits for another person. */
    PROPOSED,
    /** Holds, or will from its time on. */
    APPROVED,
    /** Refused or taken back. */
    REJECTED
}
