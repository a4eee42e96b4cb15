/** Druid: its configuration, its process, and the ingestion of facts from Kafka. */
@NullMarked
package io.setpoint.platform.analytics;

import org.jspecify.annotations.NullMarked;
