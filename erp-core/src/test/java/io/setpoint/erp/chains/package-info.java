/** Tests of traceability. */
@NullMarked
package io.setpoint.erp.chains;

import org.jspecify.annotations.NullMarked;
