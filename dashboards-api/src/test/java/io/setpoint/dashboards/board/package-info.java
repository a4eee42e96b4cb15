@NullMarked
package io.setpoint.dashboards.board;

import org.jspecify.annotations.NullMarked;
