package io.setpoint.ingest.capture;

import java.time.Instant;

/**
 * How the capture is doing.
 *
 * @param doing what it does, in one sentence
 * @param since when it began doing so
 * @param position position up to which Kafka has acknowledged everything
 * @param stamp the last stamp given or promised
 * @param lastProgress when Kafka last acknowledged a marker in all partitions
 */
public record CaptureStatus(State state, String doing, Instant since, long position, long stamp, Instant lastProgress) {
    /** What the capture is occupied with. */
    public enum State {
        STARTING,
        /** Reads again what the log may already hold. */
        CATCHING_UP,
        STREAMING,
        /** Something is away; it tries again by itself. */
        WAITING,
        /** Only a person can help. */
        STOPPED,
        CLOSED
    }
}
