package io.setpoint.platform.supervision;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waits for a part to come up. */
final class Waiting {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration STEP = Duration.ofMillis(100);

    private Waiting() {}

    /** Asks again and again until the probe is content; gives up when it takes too long or there is no hope left. */
    static void until(Probe probe, BooleanSupplier hope) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                probe.check();
                return;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                if (!hope.getAsBoolean()) {
                    throw e;
                }
                if (System.nanoTime() > end) {
                    TimeoutException late =
                            new TimeoutException("not up after " + LIMIT.toSeconds() + " s: " + e.getMessage());
                    late.initCause(e);
                    throw late;
                }
            }
            Thread.sleep(STEP.toMillis());
        }
    }
}
