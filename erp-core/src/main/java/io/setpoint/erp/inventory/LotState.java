package io.setpoint.erp.inventory;

/** Whether a lot may be used. */
enum LotState {
    OPEN,
    BLOCKED
}
