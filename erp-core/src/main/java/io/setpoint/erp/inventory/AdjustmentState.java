package io.setpoint.erp.inventory;

/** How far an adjustment has come. */
public enum AdjustmentState {
    /** Waits for another person; stock is unchanged. */
    PROPOSED,
    /** Stock is changed. */
    POSTED,
    /** Refused or withdrawn; stock is unchanged. */
    REJECTED
}
