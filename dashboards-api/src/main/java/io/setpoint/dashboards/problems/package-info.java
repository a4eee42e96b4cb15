/** Every error as an RFC 9457 problem. */
@NullMarked
package io.setpoint.dashboards.problems;

import org.jspecify.annotations.NullMarked;
