package io.setpoint.ml.features;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The features a model was trained with, in a fixed order: sums run in it, so that equal rows give equal bits. */
public record FeatureSchema(List<Feature> features) {
    public FeatureSchema {
        features = List.copyOf(features);
        Set<String> names = new HashSet<>();
        for (Feature feature : features) {
            if (!names.add(feature.name())) {
                throw new IllegalArgumentException("feature named twice: " + feature.name());
            }
        }
    }

    /**
     * Refuses a row with an unknown or missing name, or with a number that is not finite. Tribuo would drop an unknown
     * name silently and score the rest.
     */
    public void check(FeatureRow row) {
        for (Feature feature : features) {
            switch (feature.kind()) {
                case NUMBER -> {
                    if (!Double.isFinite(row.number(feature.name()))) {
                        throw new UnfitFeatures("not a finite number: " + feature.name());
                    }
                }
                case CATEGORY -> row.category(feature.name());
            }
        }
        if (row.numbers().size() + row.categories().size() != features.size()) {
            Set<String> unknown = row.names();
            features.forEach(feature -> unknown.remove(feature.name()));
            throw new UnfitFeatures("unknown features: " + unknown);
        }
    }

    /** The labels in business words, by name. */
    public String label(String name) {
        return features.stream()
                .filter(feature -> feature.name().equals(name))
                .map(Feature::label)
                .findFirst()
                .orElseThrow(() -> new UnfitFeatures("unknown feature: " + name));
    }
}
