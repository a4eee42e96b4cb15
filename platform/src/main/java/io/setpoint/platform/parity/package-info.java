/**
 * Compares every KPI cell four ways as at one commit: plain SQL over the ERP tables, Flink's cells in Kafka, sums of
 * signed facts in Druid, and the dashboards API.
 */
@NullMarked
package io.setpoint.platform.parity;

import org.jspecify.annotations.NullMarked;
