/** Druid in one process of its own: its class path cannot live beside that of the other parts. */
@NullMarked
package io.setpoint.platform.druid;

import org.jspecify.annotations.NullMarked;
