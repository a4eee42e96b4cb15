package io.setpoint.erp.purchasing;

/** How far a change of a supplier's terms is. */
enum SupplierChangeState {
    PROPOSED,
    APPROVED,
    REJECTED
}
