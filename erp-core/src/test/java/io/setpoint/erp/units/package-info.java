/** Tests of {@code io.setpoint.erp.units}. */
@NullMarked
package io.setpoint.erp.units;

import org.jspecify.annotations.NullMarked;
