package io.setpoint.erp.inventory;

/** Where a hold stands. */
public enum HoldState {
    HELD,
    RELEASED
}
