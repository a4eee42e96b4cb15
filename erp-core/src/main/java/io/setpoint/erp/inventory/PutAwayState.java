package io.setpoint.erp.inventory;

/** Where received goods are on their way from the receiving bin. */
enum PutAwayState {
    /** They wait for their quality check and are kept back until then. */
    TO_CHECK,
    OPEN,
    DONE,
    /** They no longer stood in the receiving bin. */
    CLOSED,
    /** They failed their check and are on hold. */
    HELD
}
