package io.setpoint.ingest.capture;

import io.setpoint.ingest.topics.CreateMissingTopics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the capture's Kafka clients, set so that order and completeness come first. */
public final class CaptureKafka {
    private final String bootstrapServers;
    private final Map<String, Integer> partitions;
    private final short replicationFactor;
    private final Function<Map<String, Object>, Producer<byte[], byte[]>> producers;

    /**
     * @param partitions overrides of the number of partitions of topics that are created
     */
    public CaptureKafka(String bootstrapServers, Map<String, Integer> partitions, short replicationFactor) {
        this(
                bootstrapServers,
                partitions,
                replicationFactor,
                config -> new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    CaptureKafka(
            String bootstrapServers,
            Map<String, Integer> partitions,
            short replicationFactor,
            Function<Map<String, Object>, Producer<byte[], byte[]>> producers) {
        this.bootstrapServers = bootstrapServers;
        this.partitions = Map.copyOf(partitions);
        this.replicationFactor = replicationFactor;
        this.producers = producers;
    }

    void createMissingTopics() throws InterruptedException, ExecutionException, TimeoutException {
        try (Admin admin = admin()) {
            new CreateMissingTopics(admin, partitions, replicationFactor).run();
        }
    }

    /** Drops all records of a topic. */
    void empty(String topic) throws InterruptedException, ExecutionException, TimeoutException {
        try (Admin admin = admin()) {
            Map<TopicPartition, OffsetSpec> ends =
                    admin.describeTopics(List.of(topic)).allTopicNames().get(30, TimeUnit.SECONDS).values().stream()
                            .flatMap(description -> description.partitions().stream())
                            .collect(Collectors.toMap(
                                    partition -> new TopicPartition(topic, partition.partition()),
                                    partition -> OffsetSpec.latest()));
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            admin.listOffsets(ends)
                    .all()
                    .get(30, TimeUnit.SECONDS)
                    .forEach((partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end.offset())));
            admin.deleteRecords(all).all().get(30, TimeUnit.SECONDS);
        }
    }

    Producer<byte[], byte[]> producer() {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", bootstrapServers);
        config.put("client.id", "setpoint-capture");
        config.put("acks", "all");
        config.put("enable.idempotence", true);
        config.put("max.in.flight.requests.per.connection", 5);
        // never gives a record up: one given up would be missing in the middle of the log
        config.put("retries", Integer.MAX_VALUE);
        config.put("delivery.timeout.ms", Integer.MAX_VALUE);
        config.put("request.timeout.ms", 10_000);
        config.put("reconnect.backoff.max.ms", 1_000);
        config.put("retry.backoff.max.ms", 500);
        config.put("linger.ms", 0);
        config.put("batch.size", 64 * 1024);
        config.put("buffer.memory", 64L * 1024 * 1024);
        config.put("max.request.size", 16 * 1024 * 1024);
        config.put("max.block.ms", 30_000);
        return producers.apply(config);
    }

    Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "client.id",
                        "setpoint-capture",
                        "auto.offset.reset",
                        "earliest",
                        "allow.auto.create.topics",
                        false,
                        "fetch.max.wait.ms",
                        100,
                        "default.api.timeout.ms",
                        15_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private Admin admin() {
        return Admin.create(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "client.id",
                "setpoint-ingest",
                "request.timeout.ms",
                10_000,
                "default.api.timeout.ms",
                15_000));
    }
}
