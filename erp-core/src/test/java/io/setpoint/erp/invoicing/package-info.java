/** Tests of {@code io.setpoint.erp.invoicing}. */
@NullMarked
package io.setpoint.erp.invoicing;

import org.jspecify.annotations.NullMarked;
