package io.setpoint.ml.models;

/** There are too few cases to learn from. */
public final class TooFewCases extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TooFewCases(String message) {
        super(message);
    }
}
