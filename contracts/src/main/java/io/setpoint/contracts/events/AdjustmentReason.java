package io.setpoint.contracts.events;

/** Why book stock is changed. */
public enum AdjustmentReason {
    /** A cycle count differs from the book. */
    COUNT,
    /** Goods are damaged. */
    DAMAGE,
    /** Goods are past their date. */
    EXPIRY,
    /** A receipt was posted wrongly. */
    RECEIPT_FIX,
    /** Goods were found. */
    FOUND,
    /** An earlier adjustment is put right. */
    CORRECTION
}
