package io.setpoint.contracts.events;

/** What a document with a legal number says. */
public enum InvoiceKind {
    /** The customer owes what was shipped. */
    INVOICE,
    /** The customer owes less than an invoice says. */
    CREDIT_NOTE
}
