package io.setpoint.erp.inventory;

/** Which of the bins a put-away rule names are taken. */
enum PutAwayStrategy {
    /** Those where the item stands already or is directed to. */
    WITH_SAME_ITEM,
    /** Those where nothing stands and nothing is directed to. */
    EMPTY_BIN,
    /** All of them, in their order. */
    FIXED_BIN
}
