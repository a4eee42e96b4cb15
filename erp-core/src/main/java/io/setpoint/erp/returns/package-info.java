/**
 * Goods customers send back: announced against a shipment with a reason, received into inspection, and disposed of line
 * by line. Every use case locks the return first, then the person's rolling total, then stock.
 */
@NullMarked
package io.setpoint.erp.returns;

import org.jspecify.annotations.NullMarked;
