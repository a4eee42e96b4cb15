package io.setpoint.streaming;

import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.streaming.log.EventJson;
import io.setpoint.streaming.log.EventRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One event of a made-up log, at its position. */
public record Committed(long stamp, int seq, String company, DomainEvent event) {
    /** Its id: unique, and the same in every run. */
    public String id() {
        return "event-" + stamp + "-" + seq;
    }

    /** As the deserializer would hand it on, for tests without Kafka. */
    public EventRecord record(String document) {
        return new EventRecord(
                id(),
                event.type().code(),
                company,
                "",
                event.type().aggregateType(),
                event.subject(),
                document,
                "tester",
                micros(event.occurredAt()),
                stamp,
                seq,
                stamp,
                EventJson.write(event),
                false,
                "",
                0,
                0);
    }

    public static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
