@NullMarked
package io.setpoint.dashboards.sessions;

import org.jspecify.annotations.NullMarked;
