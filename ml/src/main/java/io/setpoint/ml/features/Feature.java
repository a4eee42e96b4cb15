package io.setpoint.ml.features;

import static java.util.Objects.requireNonNull;

/**
 * One named input of a model.
 *
 * @param name stable code; part of the model file
 * @param label the name in business words, as a person reads it in an explanation
 */
public record Feature(String name, String label, Kind kind) {
    /** How a feature is measured. */
    public enum Kind {
        NUMBER,
        CATEGORY
    }

    public Feature {
        requireNonNull(label, "label");
        requireNonNull(kind, "kind");
        // '@' separates a category from its value in the names Tribuo sees
        if (name.isBlank() || name.indexOf('@') >= 0) {
            throw new IllegalArgumentException("not a feature name: " + name);
        }
    }

    public static Feature number(String name, String label) {
        return new Feature(name, label, Kind.NUMBER);
    }

    public static Feature category(String name, String label) {
        return new Feature(name, label, Kind.CATEGORY);
    }
}
