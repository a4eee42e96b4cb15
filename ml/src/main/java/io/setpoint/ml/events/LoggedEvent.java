package io.setpoint.ml.events;

import io.setpoint.contracts.events.DomainEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An event as it stands in the log.
 *
 * @param id CloudEvents id
 * @param stamp commit stamp, microseconds since the epoch
 * @param seq index of the event in its commit
 * @param site null where the event belongs to no site
 */
public record LoggedEvent(
        String id,
        long stamp,
        int seq,
        String company,
        @Nullable String site,
        DomainEvent data) {
    /**
     * The order in which things happened in the business. Training reads the log in it, because history that was
     * imported document by document stands in the log out of business order.
     */
    public static final Comparator<LoggedEvent> BUSINESS_ORDER = Comparator.comparing(
                    (LoggedEvent event) -> event.data().occurredAt())
            .thenComparingLong(LoggedEvent::stamp)
            .thenComparingInt(LoggedEvent::seq);

    /** Business time in microseconds since the epoch. */
    public long occurredMicros() {
        return micros(data.occurredAt());
    }

    /** An instant as microseconds since the epoch, the form in which states keep time. */
    public static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
