/**
 * Quotes and sales orders: promised by what supply has by day, released against stock, cancelled by reason, backordered and
 * allocated by policy. Every use case locks the quote, then its orders by number, then stock by item, then the rest.
 */
@NullMarked
package io.setpoint.erp.sales;

import org.jspecify.annotations.NullMarked;
