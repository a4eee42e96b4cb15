package io.setpoint.ml.models;

import io.setpoint.ml.features.FeatureRow;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Ordinary values of features: what a case is compared with when asked "what if". */
final class Typical {
    private Typical() {}

    static double median(List<FeatureRow> rows, String feature) {
        double[] sorted =
                rows.stream().mapToDouble(row -> row.number(feature)).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    static String mostFrequent(List<FeatureRow> rows, String feature) {
        Map<String, Integer> counts = new TreeMap<>();
        rows.forEach(row -> counts.merge(row.category(feature), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Comparator.comparingInt((Map.Entry<String, Integer> entry) -> entry.getValue())
                        .thenComparing(Map.Entry::getKey))
                .orElseThrow()
                .getKey();
    }
}
