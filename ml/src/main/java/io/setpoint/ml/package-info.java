/** Features, training, evaluation and explanation of models. */
@NullMarked
package io.setpoint.ml;

import org.jspecify.annotations.NullMarked;
