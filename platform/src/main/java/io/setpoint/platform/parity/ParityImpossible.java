package io.setpoint.platform.parity;

/** The four ways cannot be compared at all; the message is a sentence for the person at the keyboard. */
public final class ParityImpossible extends Exception {
    private static final long serialVersionUID = 1L;

    ParityImpossible(String message) {
        super(message);
    }
}
