package io.setpoint.erp.sales.api;

/** Where an order stands. */
public enum OrderState {
    PLACED,
    RELEASED,
    PARTIALLY_SHIPPED,
    SHIPPED,
    DELIVERED,
    CANCELLED;

    /** Whether anything can still leave the warehouse for it. */
    public boolean open() {
        return this == PLACED || this == RELEASED || this == PARTIALLY_SHIPPED;
    }
}
