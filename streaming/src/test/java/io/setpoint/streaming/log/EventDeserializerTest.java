package io.setpoint.streaming.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.EventHeaders;
import io.setpoint.contracts.events.Marker;
import io.setpoint.contracts.fixtures.Samples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

class EventDeserializerTest {
    @Test
    void everyEventComesBackAsItWasWritten() {
        for (DomainEvent sample : Samples.all()) {
            EventRecord record = read(headers(sample.type().code()), EventJson.write(sample));

            assertThat(record.problem()).as(sample.type().code()).isEmpty();
            assertThat(EventJson.write(record.event())).isEqualTo(EventJson.write(sample));
            assertThat(record.event()).hasSameClassAs(sample);
            assertThat(record.stamp()).isEqualTo(77);
            assertThat(record.seq()).isEqualTo(2);
            assertThat(record.company()).isEqualTo("HALDEN");
        }
    }

    @Test
    void shipmentsBelongToTheDocumentOfTheirOrderAndReversalsToThatOfTheOriginal() {
        Map<String, String> documents = new HashMap<>();
        for (DomainEvent sample : Samples.all()) {
            documents.put(
                    sample.type().name(),
                    read(headers(sample.type().code()), EventJson.write(sample)).documentKey());
        }
        assertThat(documents)
                .containsEntry("ORDER_PLACED", "HALDEN|SO-1000123")
                .containsEntry("SHIPMENT_SHIPPED", "HALDEN|SO-1000123")
                .containsEntry("SHIPMENT_DELIVERED", "HALDEN|SO-1000123")
                .containsEntry("ADJUSTMENT_POSTED", "HALDEN|ADJ-1000011")
                .containsEntry("COUNT_COMPLETED", "HALDEN|CC-1000007");
    }

    @Test
    void aMarkerIsAPromiseAndNoEvent() {
        EventRecord record = read(Map.of(EventHeaders.TYPE, Marker.TYPE), EventJson.write(new Marker(99, 5)));

        assertThat(record.marker()).isTrue();
        assertThat(record.stamp()).isEqualTo(99);
        assertThat(record.lsn()).isEqualTo(5);
        assertThat(record.problem()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsPassedOnWithItsReason() {
        DomainEvent sample = Samples.all().get(0);
        String type = sample.type().code();
        String json = EventJson.write(sample);

        assertThat(read(headers(type), "{\"company\":").problem()).startsWith("not a CompanyCreated");
        assertThat(read(headers(type), "{\"company\":\"HALDEN\",\"occurredAt\":\"2026-01-01T00:00:00Z\"}")
                        .problem())
                .isEqualTo("the field name is missing");
        assertThat(read(headers("setpoint.nobody.knows.v1"), json).problem()).startsWith("unknown event type");
        assertThat(read(without(headers(type), EventHeaders.COMMIT_STAMP), json).problem())
                .isEqualTo("no header ce_commitstamp");
        assertThat(read(with(headers(type), EventHeaders.COMMIT_STAMP, "soon"), json)
                        .problem())
                .isNotEmpty();
        assertThat(read(with(headers(type), EventHeaders.COMPANY, ""), json).problem())
                .isEqualTo("an event of no company");
        assertThat(read(Map.of(), json).problem()).isEqualTo("no header ce_type");
        assertThat(read(Map.of(EventHeaders.TYPE, Marker.TYPE), "{}").problem()).isNotEmpty();
        assertThat(read(headers(type), null).problem()).isEqualTo("the record has no value");
    }

    private static Map<String, String> headers(String type) {
        return Map.of(
                EventHeaders.ID, "an-id",
                EventHeaders.TYPE, type,
                EventHeaders.COMPANY, "HALDEN",
                EventHeaders.SITE, "GOT1",
                EventHeaders.ACTOR, "k.lind",
                EventHeaders.COMMIT_STAMP, "77",
                EventHeaders.COMMIT_SEQ, "2",
                EventHeaders.COMMIT_LSN, "1234");
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> changed = new HashMap<>(headers);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, String> without(Map<String, String> headers, String name) {
        Map<String, String> changed = new HashMap<>(headers);
        changed.remove(name);
        return changed;
    }

    @NullUnmarked // a record without a value
    private static EventRecord read(Map<String, String> headers, String json) {
        RecordHeaders all = new RecordHeaders();
        headers.forEach((name, value) -> all.add(name, value.getBytes(UTF_8)));
        byte[] value = json == null ? null : json.getBytes(UTF_8);
        List<EventRecord> out = new ArrayList<>();
        new EventDeserializer()
                .deserialize(
                        new ConsumerRecord<>(
                                "log",
                                3,
                                42,
                                0,
                                TimestampType.CREATE_TIME,
                                0,
                                0,
                                "key".getBytes(UTF_8),
                                value,
                                all,
                                Optional.empty()),
                        new ListCollector<>(out));
        assertThat(out).hasSize(1);
        return out.get(0);
    }
}
