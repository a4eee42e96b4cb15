/** Tests of {@code io.setpoint.erp.exceptions}. */
@NullMarked
package io.setpoint.erp.exceptions;

import org.jspecify.annotations.NullMarked;
