package io.setpoint.streaming.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.setpoint.contracts.Topics;
import io.setpoint.contracts.events.EventHeaders;
import io.setpoint.contracts.events.Marker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A position the whole log has reached: where a bounded run ends. Events behind the last marker of some partition may be
 * one half of a commit, so the run ends at the smallest of the last markers.
 *
 * @param stamp commit stamp up to which the log is complete
 * @param offsets end offset per partition: every event up to {@code stamp} stands before it
 */
public record LogEnd(long stamp, Map<Integer, Long> offsets) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public LogEnd {
        offsets = Map.copyOf(offsets);
    }

    /** Reads the end of the log as it is now. Throws {@link IllegalStateException} if a partition holds no marker. */
    public static LogEnd now(String bootstrapServers) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false", "fetch.max.wait.ms", "10"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.EVENTS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long stamp = Long.MAX_VALUE;
            Map<Integer, Long> offsets = new HashMap<>();
            for (TopicPartition partition : partitions) {
                long end = ends.getOrDefault(partition, 0L);
                stamp = Math.min(stamp, lastMarker(consumer, partition, end));
                offsets.put(partition.partition(), end);
            }
            return new LogEnd(stamp, offsets);
        }
    }

    private static long lastMarker(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long end) {
        for (long back = 200; ; back *= 8) {
            long from = Math.max(0, end - back);
            long found = lastMarker(consumer, partition, from, end);
            if (found > 0) {
                return found;
            }
            if (from == 0) {
                throw new IllegalStateException(partition + " holds no marker: the capture has not run yet");
            }
        }
    }

    private static long lastMarker(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, long end) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        long found = 0;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofMillis(200))) {
                Header type = each.headers().lastHeader(EventHeaders.TYPE);
                if (each.offset() < end && type != null && new String(type.value(), UTF_8).equals(Marker.TYPE)) {
                    found = Math.max(
                            found,
                            EventJson.read(new String(each.value(), UTF_8), Marker.class)
                                    .stamp());
                }
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(partition + " could not be read up to its end");
            }
        }
        return found;
    }
}
