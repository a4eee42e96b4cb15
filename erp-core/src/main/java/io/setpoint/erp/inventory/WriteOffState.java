package io.setpoint.erp.inventory;

/** Where the write-off of goods in transit stands. */
public enum WriteOffState {
    PROPOSED,
    POSTED,
    REJECTED
}
