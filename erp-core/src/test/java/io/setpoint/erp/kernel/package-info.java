/** Tests of the kernel. */
@NullMarked
package io.setpoint.erp.kernel;

import org.jspecify.annotations.NullMarked;
