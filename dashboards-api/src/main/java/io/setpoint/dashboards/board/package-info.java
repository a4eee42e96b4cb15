/** The KPI catalogue, the board of tiles and the live stream, for the companies and sites of the caller. */
@NullMarked
package io.setpoint.dashboards.board;

import org.jspecify.annotations.NullMarked;
