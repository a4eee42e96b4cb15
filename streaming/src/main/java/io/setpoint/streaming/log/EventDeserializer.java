package io.setpoint.streaming.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.setpoint.contracts.events.AdjustmentPosted;
import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.EventHeaders;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.Marker;
import io.setpoint.contracts.events.PickConfirmed;
import io.setpoint.contracts.events.ShipmentDelivered;
import io.setpoint.contracts.events.ShipmentPacked;
import io.setpoint.contracts.events.ShipmentShipped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
            return new EventRecord(
                    "",
                    type,
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    marker.stamp(),
                    marker.stamp(),
                    0,
                    marker.lsn(),
                    payload,
                    true,
                    "",
                    from.partition(),
                    from.offset());
        }
        EventType known =
                EventType.ofCode(type).orElseThrow(() -> new IllegalArgumentException("unknown event type: " + type));
        DomainEvent event = EventJson.read(payload, known.data());
        RequiredFields.check(event);
        String company = header(from, EventHeaders.COMPANY);
        if (company.isEmpty()) {
            throw new IllegalArgumentException("an event of no company");
        }
        return new EventRecord(
                header(from, EventHeaders.ID),
                type,
                company,
                header(from, EventHeaders.SITE),
                known.aggregateType(),
                event.subject(),
                document(event),
                header(from, EventHeaders.ACTOR),
                micros(event.occurredAt()),
                positive(from, EventHeaders.COMMIT_STAMP),
                Math.toIntExact(number(from, EventHeaders.COMMIT_SEQ)),
                number(from, EventHeaders.COMMIT_LSN),
                payload,
                false,
                "",
                from.partition(),
                from.offset());
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

    private static long positive(ConsumerRecord<byte[], byte[]> from, String name) {
        long value = number(from, name);
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is not positive: " + value);
        }
        return value;
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
