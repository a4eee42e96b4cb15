/**
 * Traceability: from any document the whole chain it belongs to, in time order. Reads only. Documents are joined by what
 * one says of another, never by master data: an item or a customer is no link, or a chain would be the whole company.
 */
@NullMarked
package io.setpoint.erp.chains;

import org.jspecify.annotations.NullMarked;
