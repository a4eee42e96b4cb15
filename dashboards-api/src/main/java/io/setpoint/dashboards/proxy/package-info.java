/** Hands requests for the ERP core through, unchanged, so that the interface has one origin. */
@NullMarked
package io.setpoint.dashboards.proxy;

import org.jspecify.annotations.NullMarked;
