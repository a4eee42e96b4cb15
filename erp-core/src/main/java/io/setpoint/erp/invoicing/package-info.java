/**
 * What customers owe: invoices of what shipments carried at the prices agreed, and credit notes for what came back or is
 * waived. Their legal numbers are given when they are posted. Every use case locks shipments, then invoices and credit
 * notes, each in the order of their ids, then the series of numbers.
 */
@NullMarked
package io.setpoint.erp.invoicing;

import org.jspecify.annotations.NullMarked;
