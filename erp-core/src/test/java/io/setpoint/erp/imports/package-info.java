/** Tests of {@code io.setpoint.erp.imports}. */
@NullMarked
package io.setpoint.erp.imports;

import org.jspecify.annotations.NullMarked;
