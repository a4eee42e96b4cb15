package io.setpoint.ingest.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.setpoint.contracts.events.EventHeaders;
import io.setpoint.contracts.events.Marker;
import io.setpoint.contracts.fixtures.EventJson;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Everything a reader of the event log sees, and the promises it relies on. */
record LogView(List<List<Entry>> partitions) {
    private static final JsonMapper JSON = EventJson.mapper();

    /** An event, or a marker if {@code id} is null. */
    record Entry(@Nullable String id, String key, String text, long stamp, long lsn, int seq) {}

    static LogView read(String bootstrapServers, String topic) throws IOException {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .sorted((a, b) -> a.partition() - b.partition())
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.seekToBeginning(partitions);
            List<List<Entry>> entries = new ArrayList<>();
            partitions.forEach(partition -> entries.add(new ArrayList<>()));
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.offset() < ends.getOrDefault(new TopicPartition(topic, record.partition()), 0L)) {
                        entries.get(record.partition()).add(entry(record));
                    }
                }
            }
            return new LogView(entries);
        }
    }

    List<Entry> events() {
        return partitions.stream()
                .flatMap(List::stream)
                .filter(entry -> entry.id() != null)
                .toList();
    }

    List<Entry> markers() {
        return partitions.stream()
                .flatMap(List::stream)
                .filter(entry -> entry.id() == null)
                .toList();
    }

    /** Position that markers in every partition have reached. */
    long markedTo() {
        return partitions.stream()
                .mapToLong(partition -> partition.stream()
                        .filter(entry -> entry.id() == null)
                        .mapToLong(Entry::lsn)
                        .max()
                        .orElse(0))
                .min()
                .orElse(0);
    }

    /** Every row once and unchanged, in commit order, with stamps that grow with it, and every marker keeps its word. */
    void assertTells(Map<String, String> rows) {
        Map<String, String> told = new HashMap<>();
        TreeMap<Long, Long> stampByPosition = new TreeMap<>();
        for (Entry event : events()) {
            assertThat(told.put(event.id(), event.text()))
                    .as("event %s stands once", event.id())
                    .isNull();
            Long stamp = stampByPosition.put(event.lsn(), event.stamp());
            assertThat(stamp == null ? event.stamp() : stamp)
                    .as("one stamp for the commit at %s", event.lsn())
                    .isEqualTo(event.stamp());
        }
        assertThat(told).isEqualTo(rows);
        assertThat(new ArrayList<>(stampByPosition.values()))
                .as("stamps in order of commit positions")
                .isSorted()
                .doesNotHaveDuplicates();
        Map<String, Long> lastNumber = new HashMap<>();
        for (List<Entry> partition : partitions) {
            long marked = Long.MIN_VALUE;
            long markedTo = Long.MIN_VALUE;
            for (Entry entry : partition) {
                if (entry.id() == null) {
                    assertThat(entry.stamp()).as("markers do not go back").isGreaterThanOrEqualTo(marked);
                    assertThat(entry.lsn()).as("markers do not go back").isGreaterThanOrEqualTo(markedTo);
                    marked = entry.stamp();
                    markedTo = entry.lsn();
                    Map.Entry<Long, Long> covered = stampByPosition.floorEntry(markedTo);
                    if (covered != null) {
                        assertThat(covered.getValue())
                                .as("events up to a marker's position have stamps up to its stamp")
                                .isLessThanOrEqualTo(marked);
                    }
                } else {
                    assertThat(entry.stamp()).as("stamp behind a marker").isGreaterThan(marked);
                    assertThat(entry.lsn()).as("position behind a marker").isGreaterThan(markedTo);
                    long number = Long.parseLong(entry.text().replaceAll(".*\"n\":(\\d+).*", "$1"));
                    Long before = lastNumber.put(entry.key(), number);
                    assertThat(number)
                            .as("order within key %s", entry.key())
                            .isGreaterThan(before == null ? 0 : before);
                }
            }
        }
    }

    private static Entry entry(ConsumerRecord<byte[], byte[]> record) throws IOException {
        if (header(record, EventHeaders.TYPE).equals(Marker.TYPE)) {
            assertThat(record.key()).isNull();
            Marker marker = JSON.readValue(record.value(), Marker.class);
            return new Entry(null, "", "", marker.stamp(), marker.lsn(), 0);
        }
        String key = new String(record.key(), UTF_8);
        assertThat(header(record, EventHeaders.SUBJECT)).isEqualTo(key);
        int seq = Integer.parseInt(header(record, EventHeaders.COMMIT_SEQ));
        return new Entry(
                header(record, EventHeaders.ID),
                key,
                key + " " + header(record, EventHeaders.TYPE) + " " + seq + " " + new String(record.value(), UTF_8),
                Long.parseLong(header(record, EventHeaders.COMMIT_STAMP)),
                Long.parseLong(header(record, EventHeaders.COMMIT_LSN)),
                seq);
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
