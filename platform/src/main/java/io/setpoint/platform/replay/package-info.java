/** KPIs of a file of events, by the operators of the live job and without the platform: {@code ./setpoint kpi}; the log as such a file: {@code ./setpoint events}. */
@NullMarked
package io.setpoint.platform.replay;

import org.jspecify.annotations.NullMarked;
