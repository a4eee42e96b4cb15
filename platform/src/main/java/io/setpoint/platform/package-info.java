/** The embedded default: every part on one machine. */
@NullMarked
package io.setpoint.platform;

import org.jspecify.annotations.NullMarked;
