package io.setpoint.ml.models;

import java.util.Locale;

/** The model card: what a person who is to promote a model reads first, in Markdown. */
public final class ModelCard {
    private ModelCard() {}

    /** The card of a model file. */
    public static String of(ModelFile file, String sha256) {
        StringBuilder card = new StringBuilder();
        card.append("# ")
                .append(file.kind())
                .append(": ")
                .append(file.algorithm())
                .append("\n\n");
        card.append("- File: sha256 ").append(sha256).append(", format ").append(file.formatVersion());
        card.append("\n- Training set: sha256 ").append(file.dataHash());
        card.append("\n- Raised from a score of ").append(number(file.threshold()));
        card.append("\n\n## Meant for\n\n").append(purpose(file.kind())).append("\n\n## Features\n\n");
        file.schema()
                .forEach(feature -> card.append("- ")
                        .append(feature.label())
                        .append(" (`")
                        .append(feature.name())
                        .append("`), typically ")
                        .append(typical(file.typical().getOrDefault(feature.name(), "?")))
                        .append('\n'));
        card.append("\n## Figures on data not trained on\n\n");
        file.metrics()
                .forEach((name, value) -> card.append("- ")
                        .append(name)
                        .append(": ")
                        .append(number(value))
                        .append('\n'));
        card.append("\n## Where it comes from\n\n");
        file.provenance()
                .forEach((name, value) -> card.append("- ")
                        .append(name)
                        .append(": ")
                        .append(value)
                        .append('\n'));
        return card.toString();
    }

    private static String purpose(String kind) {
        return switch (kind) {
            case ModelFile.LATE_ORDER ->
                "The probability that an order unit is not completely shipped by the end of its commit day, at placing"
                        + " and at release. It proposes a look at an order, it decides nothing.";
            case ModelFile.SUSPICIOUS_ADJUSTMENT ->
                "Which inventory adjustments are so unusual that a second person should look. It accuses nobody: a"
                        + " high score says unusual, not wrong.";
            default -> "Not described.";
        };
    }

    private static String typical(String value) {
        try {
            return number(Double.parseDouble(value));
        } catch (NumberFormatException e) {
            return value;
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
