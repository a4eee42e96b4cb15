/** Tests of purchasing. */
@NullMarked
package io.setpoint.erp.purchasing;

import org.jspecify.annotations.NullMarked;
