package io.setpoint.erp.returns;

/** How far a disposition has come. */
public enum DispositionState {
    /** Waits for another person; the goods wait as well. */
    PROPOSED,
    /** Stock is changed. */
    POSTED,
    /** Refused or taken back; the goods wait on. */
    REJECTED
}
