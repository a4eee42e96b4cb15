package io.setpoint.platform.simulation;

import java.time.Duration;
import java.util.Random;

/** How fast everybody works: as fast as orders come in, so that documents keep their shares at any pace. */
final class Tempo {
    private static final double USUAL_ORDERS_PER_MINUTE = 12;
    private static final double SLOWEST = 0.1;

    private volatile double ordersPerMinute;

    Tempo(double ordersPerMinute) {
        this.ordersPerMinute = ordersPerMinute;
    }

    void pace(double perMinute) {
        ordersPerMinute = perMinute;
    }

    double ordersPerMinute() {
        return ordersPerMinute;
    }

    /** A time around this many seconds of the usual pace. */
    Duration about(Random random, int seconds) {
        double share = USUAL_ORDERS_PER_MINUTE / Math.max(SLOWEST, ordersPerMinute);
        return LiveBusiness.about(random, Duration.ofMillis((long) (1_000.0 * seconds * share)));
    }
}
