/** Suspicious inventory adjustments: the eight signals as features, training and evaluation. */
@NullMarked
package io.setpoint.ml.adjustments;

import org.jspecify.annotations.NullMarked;
