package io.setpoint.erp.scanning;

import io.setpoint.contracts.controls.Permission;

/** What is being done with a scanner in hand. */
enum ScanTask {
    /** Goods of a purchase order are put into bins. */
    RECEIVE(Permission.RECEIVE),
    /** Goods of an order are taken out of bins. */
    PICK(Permission.PICK),
    /** The bins of a count are counted. */
    COUNT(Permission.COUNT),
    /** Goods of a receipt are brought from their receiving bin to others. */
    PUT_AWAY(Permission.MOVE_STOCK);

    private final Permission permission;

    ScanTask(Permission permission) {
        this.permission = permission;
    }

    Permission permission() {
        return permission;
    }
}
