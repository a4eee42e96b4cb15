package io.setpoint.ingest.capture;

/** Kafka refused a record for good: the log has to be opened anew, from what it holds. */
final class LogBroken extends RuntimeException {
    LogBroken(Throwable cause) {
        super("Kafka refused a record: " + cause.getMessage(), cause);
    }
}
