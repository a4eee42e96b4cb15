package io.setpoint.ingest.capture;

/** The capture cannot go on without a person: going on would lose or reorder events. */
final class CaptureStopped extends RuntimeException {
    CaptureStopped(String reason) {
        super(reason);
    }
}
