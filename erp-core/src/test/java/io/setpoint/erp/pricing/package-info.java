/** Tests of {@code io.setpoint.erp.pricing}. */
@NullMarked
package io.setpoint.erp.pricing;

import org.jspecify.annotations.NullMarked;
