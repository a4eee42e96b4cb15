package io.setpoint.ml.features;

/** A row does not fit a model: an unknown or missing name, or a number that is none. */
public final class UnfitFeatures extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public UnfitFeatures(String message) {
        super(message);
    }
}
