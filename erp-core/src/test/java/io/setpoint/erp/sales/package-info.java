/** Tests of sales. */
@NullMarked
package io.setpoint.erp.sales;

import org.jspecify.annotations.NullMarked;
