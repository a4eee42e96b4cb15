package io.setpoint.ml.models;

import io.setpoint.ml.features.FeatureRow;
import io.setpoint.ml.features.FeatureSchema;
import io.setpoint.ml.features.UnfitFeatures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A loaded model. Equal rows give equal bits, whatever was scored before and on every machine: logarithms and powers are
 * those of {@link StrictMath}.
 */
public sealed interface Scorer permits RiskScorer, AnomalyScorer {
    /** Loads a model file; refuses what it cannot read with {@link UnreadableModel}. */
    static Scorer load(byte[] bytes) {
        ModelFile file = ModelFile.read(bytes);
        String sha256 = ModelFile.sha256(bytes);
        return switch (file.algorithm()) {
            case ModelFile.FOREST_AND_TAIL -> AnomalyScorer.of(file, sha256);
            case ModelFile.LOGISTIC_REGRESSION, ModelFile.GROUP_RATE -> RiskScorer.of(file, sha256);
            default -> throw new UnreadableModel("unknown algorithm " + file.algorithm());
        };
    }

    ModelFile file();

    /** Hash of the file this scorer was loaded from. */
    String sha256();

    /** Scores one case; refuses a row that does not fit the schema with {@link UnfitFeatures}. */
    Score score(FeatureRow row);

    /** The share of each feature, ordered by size; the sum runs in the order of the schema. */
    static List<Score.Share> ordered(FeatureSchema schema, Map<String, Double> shares) {
        List<Score.Share> ordered = new ArrayList<>();
        schema.features()
                .forEach(feature -> ordered.add(
                        new Score.Share(feature.name(), feature.label(), shares.getOrDefault(feature.name(), 0.0))));
        ordered.sort(Comparator.comparingDouble((Score.Share share) -> -Math.abs(share.share()))
                .thenComparing(Score.Share::feature));
        return ordered;
    }
}
