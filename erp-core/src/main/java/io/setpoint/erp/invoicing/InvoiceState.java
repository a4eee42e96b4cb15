package io.setpoint.erp.invoicing;

/** How far an invoice or a credit note has come. */
public enum InvoiceState {
    /** A credit without goods that came back; another person has to approve it. */
    PROPOSED,
    /** A credit that another person refused, or that was taken back. */
    REJECTED,
    /** Made, without a legal number. */
    DRAFT,
    /** A legal document; it changes no more. */
    POSTED
}
