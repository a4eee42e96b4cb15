/** Tests of access. */
@NullMarked
package io.setpoint.erp.access;

import org.jspecify.annotations.NullMarked;
