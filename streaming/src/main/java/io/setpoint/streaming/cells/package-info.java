/** KPI cells: sums of signed facts, by the KPI catalogue. */
@NullMarked
package io.setpoint.streaming.cells;

import org.jspecify.annotations.NullMarked;
