/** Questions to Druid: what a number is made of, down to its documents. */
@NullMarked
package io.setpoint.dashboards.analytics;

import org.jspecify.annotations.NullMarked;
