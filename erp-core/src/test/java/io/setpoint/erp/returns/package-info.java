/** Tests of returns. */
@NullMarked
package io.setpoint.erp.returns;

import org.jspecify.annotations.NullMarked;
