package io.setpoint.erp.inventory;

/** Where a transfer stands. Only one that was not sent can be cancelled. */
public enum TransferState {
    CREATED,
    IN_TRANSIT,
    /** Whatever was sent is received or written off. */
    CLOSED,
    CANCELLED
}
