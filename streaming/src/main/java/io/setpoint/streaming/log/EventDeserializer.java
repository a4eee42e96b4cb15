package io.setpoint.streaming.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.setpoint.contracts.events.AdjustmentPosted;
import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.EventHeaders;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.Marker;
import io.setpoint.contracts.events.PickConfirmed;
import io.setpoint.contracts.events.ReturnReceived;
import io.setpoint.contracts.events.ShipmentDelivered;
import io.setpoint.contracts.events.ShipmentPacked;
import io.setpoint.contracts.events.ShipmentShipped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Kafka record to {@link EventRecord}. A record that cannot be read is passed on with its problem instead of failing the
 * job: it goes to the dead letters, and everything else is not held up by it.
 */
public final class EventDeserializer implements KafkaRecordDeserializationSchema<EventRecord> {
    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> from, Collector<EventRecord> out) {
        EventRecord read;
        try {
            read = read(from);
        } catch (RuntimeException e) {
            // Whatever is wrong with a record is wrong with this record only; the reason goes out with it.
            read = unreadable(from, String.valueOf(e.getMessage()));
        }
        out.collect(read);
    }

    @Override
    public TypeInformation<EventRecord> getProducedType() {
        return TypeInformation.of(EventRecord.class);
    }

    private static EventRecord read(ConsumerRecord<byte[], byte[]> from) {
        String type = header(from, EventHeaders.TYPE);
        if (from.value() == null) {
            throw new IllegalArgumentException("the record has no value");
        }
        String payload = new String(from.value(), UTF_8);
        if (type.equals(Marker.TYPE)) {
            Marker marker = EventJson.read(payload, Marker.class);
            if (marker.stamp() <= 0) {
                throw new IllegalArgumentException("a marker without a stamp");
            }
            return EventRecord.marker(marker.stamp(), marker.lsn(), payload, from.partition(), from.offset());
        }
        return event(
                type,
                payload,
                () -> new Envelope(
                        header(from, EventHeaders.ID),
                        header(from, EventHeaders.COMPANY),
                        header(from, EventHeaders.SITE),
                        header(from, EventHeaders.ACTOR),
                        number(from, EventHeaders.COMMIT_STAMP),
                        Math.toIntExact(number(from, EventHeaders.COMMIT_SEQ)),
                        number(from, EventHeaders.COMMIT_LSN)),
                from.partition(),
                from.offset());
    }

    /** An event, or {@link IllegalArgumentException} if it is none that can be used. */
    static EventRecord event(String type, String payload, Supplier<Envelope> about, int partition, long offset) {
        EventType known =
                EventType.ofCode(type).orElseThrow(() -> new IllegalArgumentException("unknown event type: " + type));
        DomainEvent event = EventJson.read(payload, known.data());
        RequiredFields.check(event);
        Envelope envelope = about.get();
        if (envelope.company().isEmpty()) {
            throw new IllegalArgumentException("an event of no company");
        }
        if (envelope.stamp() <= 0) {
            throw new IllegalArgumentException(EventHeaders.COMMIT_STAMP + " is not positive: " + envelope.stamp());
        }
        return new EventRecord(
                envelope.id(),
                type,
                envelope.company(),
                envelope.site(),
                known.aggregateType(),
                event.subject(),
                document(event),
                envelope.actor(),
                micros(event.occurredAt()),
                envelope.stamp(),
                envelope.seq(),
                envelope.lsn(),
                payload,
                false,
                "",
                partition,
                offset);
    }

    private static EventRecord unreadable(ConsumerRecord<byte[], byte[]> from, String problem) {
        String payload = from.value() == null ? "" : new String(from.value(), UTF_8);
        String subject = from.key() == null ? "" : new String(from.key(), UTF_8);
        return new EventRecord(
                text(from, EventHeaders.ID),
                text(from, EventHeaders.TYPE),
                text(from, EventHeaders.COMPANY),
                text(from, EventHeaders.SITE),
                "",
                subject,
                subject,
                text(from, EventHeaders.ACTOR),
                0,
                0,
                0,
                0,
                payload,
                false,
                problem,
                from.partition(),
                from.offset());
    }

    private static String document(DomainEvent event) {
        if (event instanceof PickConfirmed pick) {
            return pick.order().value();
        }
        if (event instanceof ShipmentPacked packed) {
            return packed.order().value();
        }
        if (event instanceof ShipmentShipped shipped) {
            return shipped.order().value();
        }
        if (event instanceof ShipmentDelivered delivered) {
            return delivered.order().value();
        }
        if (event instanceof ReturnReceived returned) {
            return returned.order().value();
        }
        if (event instanceof AdjustmentPosted posted && posted.reversalOf() != null) {
            return posted.reversalOf().value();
        }
        return event.subject();
    }

    private static String header(ConsumerRecord<byte[], byte[]> from, String name) {
        Header found = from.headers().lastHeader(name);
        if (found == null || found.value() == null) {
            throw new IllegalArgumentException("no header " + name);
        }
        return new String(found.value(), UTF_8);
    }

    private static String text(ConsumerRecord<byte[], byte[]> from, String name) {
        Header found = from.headers().lastHeader(name);
        return found == null || found.value() == null ? "" : new String(found.value(), UTF_8);
    }

    private static long number(ConsumerRecord<byte[], byte[]> from, String name) {
        return Long.parseUnsignedLong(header(from, name));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** What stands about an event outside of it, as in {@link EventRecord}. */
    record Envelope(String id, String company, String site, String actor, long stamp, int seq, long lsn) {}
}
