package io.setpoint.streaming.log;

import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.Marker;
import java.util.Comparator;

/**
 * One record of the event log as it travels through the job. A record and not the event itself, because Flink's
 * serializer evolves with plain fields only; the event is read from {@code payload} where it is needed.
 *
 * @param id CloudEvents id; empty on a marker
 * @param type code of the {@link EventType}, or the marker's type
 * @param site empty where the event belongs to no site
 * @param document id of the document whose facts the event changes: the order of a shipment, the original of a reversal
 * @param occurredAt business time, microseconds since the epoch
 * @param stamp commit stamp, microseconds since the epoch
 * @param seq index of the event in its commit
 * @param lsn log sequence number of the commit
 * @param payload JSON of the event
 * @param marker whether this is a promise of the capture and no event
 * @param problem why nobody can use the record; empty if it is good
 * @param partition Kafka partition it was read from
 * @param offset its offset there
 */
public record EventRecord(
        String id,
        String type,
        String company,
        String site,
        String aggregateType,
        String aggregateId,
        String document,
        String actor,
        long occurredAt,
        long stamp,
        int seq,
        long lsn,
        String payload,
        boolean marker,
        String problem,
        int partition,
        long offset) {

    /** By commit, and within it as it was done. */
    public static final Comparator<EventRecord> IN_COMMIT_ORDER =
            Comparator.comparingLong(EventRecord::stamp).thenComparingInt(EventRecord::seq);

    /** A promise that every event with a stamp up to this one stands before it. */
    static EventRecord marker(long stamp, long lsn, String payload, int partition, long offset) {
        return new EventRecord(
                "", Marker.TYPE, "", "", "", "", "", "", stamp, stamp, 0, lsn, payload, true, "", partition, offset);
    }

    /** What the operators on documents are keyed by: {@code <company>|<document>}. */
    public String documentKey() {
        return company + "|" + document;
    }

    /** What operators on aggregates are keyed by: {@code <company>|<aggregate>}. */
    public String aggregateKey() {
        return company + "|" + aggregateId;
    }

    /** The event itself. The deserializer has seen that it can be read. */
    public DomainEvent event() {
        EventType known = EventType.ofCode(type)
                .orElseThrow(() -> new IllegalStateException("an unknown type passed the deserializer: " + type));
        return EventJson.read(payload, known.data());
    }

    /** Whether the event is one of these types. */
    public boolean isOneOf(EventType... types) {
        for (EventType candidate : types) {
            if (candidate.code().equals(type)) {
                return true;
            }
        }
        return false;
    }
}
