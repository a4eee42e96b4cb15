/** Tests of {@code io.setpoint.erp.inventory}. */
@NullMarked
package io.setpoint.erp.inventory;

import org.jspecify.annotations.NullMarked;
