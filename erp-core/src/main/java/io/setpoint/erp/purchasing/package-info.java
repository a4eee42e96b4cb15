/**
 * Purchasing: suppliers and their terms, purchase orders with approval, acknowledgements, advance shipment notices, and
 * what a delivery means for its order. Every use case locks in this order: its document, the person's rolling total,
 * then, when goods come in, the stock by item.
 */
@NullMarked
package io.setpoint.erp.purchasing;

import org.jspecify.annotations.NullMarked;
