/** The state of the feeds behind the numbers. */
@NullMarked
package io.setpoint.dashboards.platform;

import org.jspecify.annotations.NullMarked;
