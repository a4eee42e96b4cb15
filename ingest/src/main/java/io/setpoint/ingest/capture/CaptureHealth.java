package io.setpoint.ingest.capture;

import com.codahale.metrics.health.HealthCheck;
import java.time.Clock;
import java.time.Duration;

/** Healthy while commits flow, or would: Kafka has acknowledged a marker within the last five seconds. */
public final class CaptureHealth extends HealthCheck {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Capture capture;
    private final Clock clock;

    public CaptureHealth(Capture capture, Clock clock) {
        this.capture = capture;
        this.clock = clock;
    }

    @Override
    protected Result check() {
        CaptureStatus status = capture.status();
        Duration silent = Duration.between(status.lastProgress(), clock.instant());
        String text = status.state() + " since " + status.since() + ": " + status.doing();
        return switch (status.state()) {
            case STREAMING, CATCHING_UP ->
                silent.compareTo(LIMIT) <= 0
                        ? Result.healthy(text)
                        : Result.unhealthy(text + "; Kafka has acknowledged nothing for " + silent.toSeconds() + " s");
            default -> Result.unhealthy(text);
        };
    }
}
