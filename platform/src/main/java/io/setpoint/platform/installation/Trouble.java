package io.setpoint.platform.installation;

/** Something only the person at the keyboard can put right; the message is one sentence for that person. */
public final class Trouble extends RuntimeException {
    public Trouble(String sentence) {
        super(sentence);
    }

    public Trouble(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** What the exception and its causes say, on one line without a full stop; the innermost tells most. */
    public static String reason(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof Trouble) && cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : message.strip().replaceAll("\\s*\\R\\s*", "; ").replaceFirst("\\.$", "");
    }
}
