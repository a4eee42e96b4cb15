package io.setpoint.ml.models;

/** Bytes that are no model file this release can read. */
public final class UnreadableModel extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableModel(String message) {
        super(message);
    }

    public UnreadableModel(String message, Throwable cause) {
        super(message, cause);
    }
}
