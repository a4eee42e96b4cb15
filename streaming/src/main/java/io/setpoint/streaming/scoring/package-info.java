/** Scoring with promoted models: late orders and suspicious adjustments, as signals for the exception queue. */
@NullMarked
package io.setpoint.streaming.scoring;

import org.jspecify.annotations.NullMarked;
