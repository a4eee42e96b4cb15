package io.setpoint.platform.imports;

/** The file or the mapping as a whole cannot be used; the message is a sentence for the person at the keyboard. */
public final class BadInput extends Exception {
    private static final long serialVersionUID = 1L;

    BadInput(String message) {
        super(message);
    }

    BadInput(String message, Throwable cause) {
        super(message, cause);
    }
}
