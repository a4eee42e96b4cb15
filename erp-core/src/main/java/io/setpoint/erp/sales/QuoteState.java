package io.setpoint.erp.sales;

/** How far a quote has come. */
public enum QuoteState {
    /** The customer has not seen it. */
    MADE,
    /** The customer can accept it while it is valid. */
    SENT,
    /** It became an order. */
    ACCEPTED,
    /** The customer does not want it, or it was taken back. */
    DECLINED,
    /** Its time is over; nobody decided. */
    EXPIRED
}
