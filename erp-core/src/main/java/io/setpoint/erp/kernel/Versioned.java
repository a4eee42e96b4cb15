package io.setpoint.erp.kernel;

/** A view whose version stands in the {@code ETag}. */
public interface Versioned {
    int version();
}
