/** Model files: training, loading, scoring and explaining, with provenance, metrics and model card. */
@NullMarked
package io.setpoint.ml.models;

import org.jspecify.annotations.NullMarked;
