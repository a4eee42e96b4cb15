/** The control catalogue: permissions, roles and sensitive functions. */
@NullMarked
package io.setpoint.contracts.controls;

import org.jspecify.annotations.NullMarked;
