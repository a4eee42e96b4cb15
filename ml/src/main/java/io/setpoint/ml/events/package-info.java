/** The event log as the feature code reads it. */
@NullMarked
package io.setpoint.ml.events;

import org.jspecify.annotations.NullMarked;
