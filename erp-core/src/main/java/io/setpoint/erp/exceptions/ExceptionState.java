package io.setpoint.erp.exceptions;

/** Where an exception stands. */
public enum ExceptionState {
    /** Waits for a decision; whether somebody works on it is a matter of its owner. */
    OPEN,
    /** A person decided; the remedy, if any, is posted. */
    DECIDED,
    /** Its cause went away before anybody decided. */
    CLEARED
}
