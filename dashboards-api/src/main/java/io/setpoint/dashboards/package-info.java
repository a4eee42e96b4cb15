/** KPI, exception, decision and analyst API, and the web interface. */
@NullMarked
package io.setpoint.dashboards;

import org.jspecify.annotations.NullMarked;
