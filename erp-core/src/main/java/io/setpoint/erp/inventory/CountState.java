package io.setpoint.erp.inventory;

/** How far a cycle count has come. */
public enum CountState {
    OPEN,
    COMPLETED
}
