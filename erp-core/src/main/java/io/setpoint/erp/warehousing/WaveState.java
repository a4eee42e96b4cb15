package io.setpoint.erp.warehousing;

/** Where a wave stands. */
enum WaveState {
    OPEN,
    CLOSED,
    CANCELLED
}
