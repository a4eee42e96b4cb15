package io.setpoint.streaming.rules;

import io.setpoint.contracts.exceptions.ExceptionSignal.Evidence;
import io.setpoint.streaming.log.EventRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An event a signal rests on, as it is kept until the signal goes out.
 *
 * @param occurredAt microseconds since the epoch
 * @param content one line of what it says
 */
public record EvidenceRow(String eventId, long stamp, String type, long occurredAt, String content) {
    static EvidenceRow of(EventRecord event, String content) {
        return new EvidenceRow(event.id(), event.stamp(), event.type(), event.occurredAt(), content);
    }

    Evidence evidence() {
        return new Evidence(eventId, stamp, type, Instant.EPOCH.plus(occurredAt, ChronoUnit.MICROS), content);
    }
}
