package io.setpoint.platform.parity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic without a group: its reading changes nothing. */
final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions = new ArrayList<>();

    TopicReader(String bootstrapServers, String topic) {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", bootstrapServers);
        config.put("client.id", "parity-" + UUID.randomUUID());
        config.put("enable.auto.commit", "false");
        config.put("auto.offset.reset", "earliest");
        config.put("isolation.level", "read_committed");
        config.put("max.poll.records", "20000");
        config.put("fetch.max.bytes", "67108864");
        config.put("max.partition.fetch.bytes", "16777216");
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.partitionsFor(topic)
                .forEach(partition -> partitions.add(new TopicPartition(partition.topic(), partition.partition())));
        consumer.assign(partitions);
    }

    int partitions() {
        return partitions.size();
    }

    /** From the first record that is not older than this. */
    void seek(long epochMillis) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, epochMillis));
        Map<TopicPartition, OffsetAndTimestamp> offsets = consumer.offsetsForTimes(times);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp offset = offsets.get(partition);
            if (offset == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, offset.offset());
            }
        }
    }

    void seekToBeginning() {
        consumer.seekToBeginning(partitions);
    }

    /** By partition, the offset behind the last committed record. */
    Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(partitions);
    }

    /** Gives the next records to the reader, none if there are none just now. */
    void poll(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        records.forEach(reader);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
