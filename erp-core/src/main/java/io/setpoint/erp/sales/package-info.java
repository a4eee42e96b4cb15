/** Sales orders: placed with a frozen promise, released against stock, cancelled by reason, backordered and allocated. */
@NullMarked
package io.setpoint.erp.sales;

import org.jspecify.annotations.NullMarked;
