package io.setpoint.erp.imports;

/** How far an import has come. */
public enum ImportState {
    /** Without errors; nothing is written yet. */
    CHECKED,
    /** With errors, for good. */
    FAULTY,
    /** Written, all of it. */
    COMMITTED,
    /** Taken back, all of it. */
    REVERSED
}
