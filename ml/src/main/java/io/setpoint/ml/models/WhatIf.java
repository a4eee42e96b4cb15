package io.setpoint.ml.models;

import io.setpoint.ml.features.Feature;
import io.setpoint.ml.features.FeatureRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A counterfactual: what would have had to be different for a case not to be raised. Every answer has been scored again
 * with the same model; nothing is said that does not hold.
 */
public final class WhatIf {
    private WhatIf() {}

    /**
     * A change a person understands.
     *
     * @param condition completes "Would not have fired if ..."
     * @param row the case with the change
     */
    public record Change(String condition, FeatureRow row) {}

    /** A sentence for a case that fires: the first change that holds, else the fewest features made ordinary. */
    public static String sentence(Scorer scorer, FeatureRow row, List<Supplier<Change>> changes) {
        for (Supplier<Change> candidate : changes) {
            Change change = candidate.get();
            if (!scorer.score(change.row()).fires()) {
                return "Would not have fired if " + change.condition() + ".";
            }
        }
        return ordinary(scorer, row);
    }

    private static String ordinary(Scorer scorer, FeatureRow row) {
        FeatureRow changed = row;
        List<String> made = new ArrayList<>();
        for (Score.Share share : scorer.score(row).shares()) {
            if (share.share() > 0) {
                Feature feature = scorer.file().schema().stream()
                        .filter(candidate -> candidate.name().equals(share.feature()))
                        .findFirst()
                        .orElseThrow();
                changed = typical(scorer.file(), changed, feature);
                made.add(share.label().toLowerCase(Locale.ROOT));
                if (!scorer.score(changed).fires()) {
                    return "Would not have fired if these had been ordinary: " + String.join(", ", made) + ".";
                }
            }
        }
        return "No change of one part would have kept it from firing.";
    }

    /** A row with one feature at its typical value. */
    public static FeatureRow typical(ModelFile file, FeatureRow row, Feature feature) {
        String value = file.typical().get(feature.name());
        if (value == null) {
            throw new UnreadableModel("the model file has no typical " + feature.name());
        }
        return switch (feature.kind()) {
            case NUMBER -> row.with(feature.name(), Double.parseDouble(value));
            case CATEGORY -> row.with(feature.name(), value);
        };
    }
}
