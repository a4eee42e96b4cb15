@NullMarked
package io.setpoint.dashboards;

import org.jspecify.annotations.NullMarked;
