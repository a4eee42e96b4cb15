/** Computes single numbers anew from their events, outside of Flink and with the functions of the job. */
@NullMarked
package io.setpoint.streaming.replay;

import org.jspecify.annotations.NullMarked;
