package io.setpoint.contracts.events;

/** Why stock is on hold. */
public enum HoldReason {
    QUALITY,
    DAMAGE,
    EXPIRY,
    RECALL,
    INVESTIGATION
}
