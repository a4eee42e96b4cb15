package io.setpoint.streaming.log;

import io.setpoint.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The event log from its start up to a position, read by a plain consumer: for who looks at everything at once. */
public final class LogReader {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private LogReader() {}

    /**
     * Every event that can be used, in commit order, each once. Throws {@link IllegalStateException} if the log cannot be
     * read up to the position.
     */
    public static List<EventRecord> read(String bootstrapServers, LogEnd end) {
        return read(bootstrapServers, end, headers -> true);
    }

    /** Those of them whose headers are wanted; the others are not even read. Markers are asked about, too. */
    public static List<EventRecord> read(String bootstrapServers, LogEnd end, Predicate<Headers> wanted) {
        List<EventRecord> records = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        EventDeserializer deserializer = new EventDeserializer();
        Collector<EventRecord> collector = new Collector<>() {
            @Override
            public void collect(EventRecord event) {
                boolean usable = !event.marker() && event.problem().isEmpty() && event.stamp() <= end.stamp();
                // the capture repeats events after a crash, at the same position
                if (usable && seen.add(event.stamp() + ":" + event.seq())) {
                    records.add(event);
                }
            }

            @Override
            public void close() {}
        };
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = end.offsets().keySet().stream()
                    .map(partition -> new TopicPartition(Topics.EVENTS, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!reached(consumer, end)) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (wanted.test(record.headers())) {
                        deserializer.deserialize(record, collector);
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the event log could not be read up to its end in " + PATIENCE);
                }
            }
        }
        records.sort(EventRecord.IN_COMMIT_ORDER);
        return records;
    }

    private static boolean reached(KafkaConsumer<byte[], byte[]> consumer, LogEnd end) {
        return end.offsets().entrySet().stream()
                .allMatch(partition -> consumer.position(new TopicPartition(Topics.EVENTS, partition.getKey()))
                        >= partition.getValue());
    }
}
