/** Tests of {@code io.setpoint.erp.replenishment}. */
@NullMarked
package io.setpoint.erp.replenishment;

import org.jspecify.annotations.NullMarked;
