package io.setpoint.contracts.events;

/** What becomes of returned goods after inspection. */
public enum ReturnOutcome {
    /** Good as new: available again. */
    RESTOCK,
    /** Destroyed: leaves stock. */
    SCRAP,
    /** Goes back to the supplier: leaves stock. */
    SUPPLIER;

    /** Whether the goods leave stock. */
    public boolean leavesStock() {
        return this != RESTOCK;
    }
}
