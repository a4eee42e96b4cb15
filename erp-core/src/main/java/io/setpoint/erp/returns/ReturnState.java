package io.setpoint.erp.returns;

/** How far a return has come. */
public enum ReturnState {
    /** Announced; nothing arrived. */
    OPEN,
    /** Arrived; something waits for inspection or for a decision. */
    RECEIVED,
    /** Everything that arrived is disposed of. */
    CLOSED,
    /** Called off before anything arrived. */
    CANCELLED
}
