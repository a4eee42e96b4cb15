package io.setpoint.contracts.events;

/** What is known of the packing of a shipment that left. */
public enum PackEvidence {
    PACKED,
    /** It left unpacked from a site whose route has no packing. */
    NOT_REQUIRED_BY_ROUTE
}
