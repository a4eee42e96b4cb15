/** Anomaly detection on Tribuo's interfaces: an isolation forest and a one-sided tail sum, both exactly explained. */
@NullMarked
package io.setpoint.ml.anomaly;

import org.jspecify.annotations.NullMarked;
