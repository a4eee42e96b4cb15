/** The KPI catalogue, the signed facts KPIs are sums of, and the cells they are published in. */
@NullMarked
package io.setpoint.contracts.kpi;

import org.jspecify.annotations.NullMarked;
