/** The commands of {@code ./setpoint} and what they print. */
@NullMarked
package io.setpoint.platform.console;

import org.jspecify.annotations.NullMarked;
