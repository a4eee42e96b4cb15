package io.setpoint.ml.models;

import io.setpoint.ml.features.FeatureRow;

/** A case whose outcome is known. */
public record LabelledRow(FeatureRow row, boolean bad) {}
