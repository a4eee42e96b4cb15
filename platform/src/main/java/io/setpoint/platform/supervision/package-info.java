/** Starts parts in order, watches them, restarts the ones that died, stops them in reverse order. */
@NullMarked
package io.setpoint.platform.supervision;

import org.jspecify.annotations.NullMarked;
