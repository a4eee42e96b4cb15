/** Flink jobs: facts, KPI cells, rules and model scoring. */
@NullMarked
package io.setpoint.streaming;

import org.jspecify.annotations.NullMarked;
