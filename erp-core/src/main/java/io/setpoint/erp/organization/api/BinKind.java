package io.setpoint.erp.organization.api;

/** What a bin is for. */
public enum BinKind {
    /** Reserve, and whatever has no other place. */
    STORAGE,
    /** Where orders are picked from first, filled up from reserve. */
    PICK_FACE,
    /** Where goods stand between the dock and their put-away. */
    RECEIVING,
    /** Where goods stand that wait for a quality check or failed it. */
    QUALITY,
    /** Where goods stand that are about to leave. */
    DISPATCH
}
