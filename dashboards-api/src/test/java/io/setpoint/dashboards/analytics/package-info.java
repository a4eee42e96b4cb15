@NullMarked
package io.setpoint.dashboards.analytics;

import org.jspecify.annotations.NullMarked;
