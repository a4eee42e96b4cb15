package io.setpoint.ingest.signals;

import java.net.URI;

/**
 * Where signals come from and where they go.
 *
 * @param group consumer group under which Kafka keeps what has been carried over
 * @param person machine principal with the permission to raise exceptions
 */
public record SignalFeedSettings(
        String bootstrapServers,
        String group,
        String signals,
        String deadLetters,
        URI erpCore,
        String person,
        String password) {
    @Override
    public String toString() {
        return "feed of " + signals + " to " + erpCore;
    }
}
