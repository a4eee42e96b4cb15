/** What a model sees of a case: named numbers and categories, checked against the schema the model was trained with. */
@NullMarked
package io.setpoint.ml.features;

import org.jspecify.annotations.NullMarked;
