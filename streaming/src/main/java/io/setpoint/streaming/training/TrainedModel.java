package io.setpoint.streaming.training;

import io.setpoint.ml.models.ModelFile;

/**
 * A model for the registry.
 *
 * @param sha256 hash of the file's bytes
 * @param card Markdown for whoever is to promote it
 */
public record TrainedModel(String company, ModelFile file, String sha256, String card) {}
