package io.setpoint.streaming.training;

import io.setpoint.contracts.Topics;
import io.setpoint.ml.events.LoggedEvent;
import io.setpoint.streaming.log.EventDeserializer;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.log.LogEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The event log from its start up to a position the whole log had reached. A plain consumer reads it: training looks at
 * everything at once, nothing of it is a stream.
 *
 * @param stamp the position
 * @param events by company, in commit order, each event once
 * @param records the same events as the job reads them, for what concerns models
 */
record LogSnapshot(long stamp, SortedMap<String, List<LoggedEvent>> events, List<EventRecord> records) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    LogSnapshot {
        events = Collections.unmodifiableSortedMap(new TreeMap<>(events));
        records = List.copyOf(records);
    }

    /** Reads the log as it is now. Throws {@link IllegalStateException} if it cannot be read to its end. */
    static LogSnapshot read(String bootstrapServers) {
        LogEnd end = LogEnd.now(bootstrapServers);
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
                    deserializer.deserialize(record, collector);
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the event log could not be read up to its end in " + PATIENCE);
                }
            }
        }
        return of(end.stamp(), records);
    }

    private static boolean reached(KafkaConsumer<byte[], byte[]> consumer, LogEnd end) {
        return end.offsets().entrySet().stream()
                .allMatch(partition -> consumer.position(new TopicPartition(Topics.EVENTS, partition.getKey()))
                        >= partition.getValue());
    }

    private static LogSnapshot of(long stamp, List<EventRecord> records) {
        List<EventRecord> ordered = new ArrayList<>(records);
        ordered.sort((a, b) ->
                a.stamp() != b.stamp() ? Long.compare(a.stamp(), b.stamp()) : Integer.compare(a.seq(), b.seq()));
        SortedMap<String, List<LoggedEvent>> events = new TreeMap<>();
        for (EventRecord record : ordered) {
            events.computeIfAbsent(record.company(), company -> new ArrayList<>())
                    .add(new LoggedEvent(
                            record.id(),
                            record.stamp(),
                            record.seq(),
                            record.company(),
                            record.site().isEmpty() ? null : record.site(),
                            record.event()));
        }
        return new LogSnapshot(stamp, events, ordered);
    }
}
