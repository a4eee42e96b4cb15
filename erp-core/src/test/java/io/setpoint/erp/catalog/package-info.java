/** Tests of {@code io.setpoint.erp.catalog}. */
@NullMarked
package io.setpoint.erp.catalog;

import org.jspecify.annotations.NullMarked;
