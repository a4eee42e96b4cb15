package io.setpoint.streaming;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its start, as a reader that sees only what is committed. */
final class Topic implements AutoCloseable {
    private final KafkaConsumer<String, String> consumer;
    private final List<TopicPartition> partitions;

    Topic(String bootstrapServers, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "fetch.max.wait.ms",
                        "20"),
                new StringDeserializer(),
                new StringDeserializer());
        partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    int partitions() {
        return partitions.size();
    }

    /** What has come since the last call. */
    void poll(Consumer<ConsumerRecord<String, String>> each) {
        consumer.poll(Duration.ofMillis(20)).forEach(each);
    }

    /** What has come since the last call, up to the end of the topic as it is now. */
    void drain(Consumer<ConsumerRecord<String, String>> each) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
            poll(each);
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the topic could not be read up to its end");
            }
        }
    }

    /** Everything that stands in the topic now. */
    static List<ConsumerRecord<String, String>> all(String bootstrapServers, String name) {
        List<ConsumerRecord<String, String>> all = new ArrayList<>();
        try (Topic topic = new Topic(bootstrapServers, name)) {
            topic.drain(all::add);
        }
        return all;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
