package io.setpoint.ingest.capture;

import java.time.Instant;
import java.util.List;

/**
 * One committed transaction that wrote events.
 *
 * @param position log sequence number just behind the commit record
 * @param committedAt microseconds since the epoch, by the database's clock
 * @param events in the order of their sequence numbers
 */
record Commit(long position, long committedAt, List<Event> events) {
    Commit {
        events = List.copyOf(events);
    }

    /** One row of the event table. */
    record Event(
            String id,
            Instant occurredAt,
            String company,
            String site,
            String actor,
            String subject,
            String type,
            int seq,
            String payload) {}
}
