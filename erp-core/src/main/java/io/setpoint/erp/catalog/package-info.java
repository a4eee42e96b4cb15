/** Items, their units, prices, costs and barcodes, and how long their categories take to replenish. */
@NullMarked
package io.setpoint.erp.catalog;

import org.jspecify.annotations.NullMarked;
