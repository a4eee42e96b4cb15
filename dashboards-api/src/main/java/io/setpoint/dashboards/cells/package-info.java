/** KPI cells as read from Kafka: what a reader may see, what it was before, and how far it is complete. */
@NullMarked
package io.setpoint.dashboards.cells;

import org.jspecify.annotations.NullMarked;
