/** Tests of {@code io.setpoint.erp.scanning}. */
@NullMarked
package io.setpoint.erp.scanning;

import org.jspecify.annotations.NullMarked;
