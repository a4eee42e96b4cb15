@NullMarked
package io.setpoint.dashboards.cells;

import org.jspecify.annotations.NullMarked;
