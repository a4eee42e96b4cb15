package io.setpoint.erp.inventory;

/** Where a permission to go below zero stands; whether an approved one holds, its times say. */
public enum NegativeStockState {
    PROPOSED,
    APPROVED,
    REJECTED
}
