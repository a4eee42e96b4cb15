/** Tests of {@code io.setpoint.erp.models}. */
@NullMarked
package io.setpoint.erp.models;

import org.jspecify.annotations.NullMarked;
