/** Carries what rules and models say from Kafka to the exception queue of the ERP core, each signal exactly once in effect. */
@NullMarked
package io.setpoint.ingest.signals;

import org.jspecify.annotations.NullMarked;
