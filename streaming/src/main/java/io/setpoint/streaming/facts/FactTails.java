package io.setpoint.streaming.facts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.contracts.kpi.FactGrain;
import io.setpoint.streaming.log.EventJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Finds the last fact that stands committed in the topics. */
final class FactTails {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private FactTails() {}

    /** The last position in the total order over all topics of facts; {@link FactPosition#START} if they are empty. */
    static FactPosition last(String bootstrapServers) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false",
                        // A fetch that waits at the end of one partition would hold up the one from the next.
                        "fetch.max.wait.ms", "10",
                        "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            FactPosition last = FactPosition.START;
            for (TopicPartition partition : partitions(consumer)) {
                FactPosition found = last(consumer, partition);
                last = found.compareTo(last) > 0 ? found : last;
            }
            return last;
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> all = new ArrayList<>();
        for (FactGrain grain : FactGrain.values()) {
            for (PartitionInfo info : consumer.partitionsFor(grain.topic())) {
                all.add(new TopicPartition(info.topic(), info.partition()));
            }
        }
        return all;
    }

    private static FactPosition last(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
        consumer.assign(List.of(partition));
        long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        // Commit markers of transactions and aborted records take offsets but are not delivered: go back until one is.
        for (long back = 16; ; back *= 8) {
            long from = Math.max(begin, end - back);
            FactPosition found = last(consumer, partition, from, end);
            if (found.compareTo(FactPosition.START) > 0 || from == begin) {
                return found;
            }
        }
    }

    private static FactPosition last(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, long end) {
        FactPosition last = FactPosition.START;
        consumer.seek(partition, from);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofMillis(100))) {
                JsonNode row = EventJson.read(new String(each.value(), UTF_8), JsonNode.class);
                FactPosition found = FactPosition.found(
                        row.path("id").asText(),
                        row.path("kind").asText(),
                        row.path("tc").asLong());
                last = found.compareTo(last) > 0 ? found : last;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(partition + " could not be read up to its end");
            }
        }
        return last;
    }
}
