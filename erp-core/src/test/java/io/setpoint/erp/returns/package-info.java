/** Tests of {@code io.setpoint.erp.returns}. */
@NullMarked
package io.setpoint.erp.returns;

import org.jspecify.annotations.NullMarked;
