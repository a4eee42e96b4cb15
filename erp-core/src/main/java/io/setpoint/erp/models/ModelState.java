package io.setpoint.erp.models;

/** How far a model has come. */
public enum ModelState {
    /** Registered; scores nothing. */
    PROPOSED,
    /** Scores. One of a kind at a time. */
    LIVE,
    /** Scored once, or never; may be promoted again. */
    RETIRED
}
