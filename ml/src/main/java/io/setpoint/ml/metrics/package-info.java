/** Figures that say how well a ranking or a probability did. */
@NullMarked
package io.setpoint.ml.metrics;

import org.jspecify.annotations.NullMarked;
