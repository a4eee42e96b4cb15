package io.setpoint.streaming;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.setpoint.contracts.Topics;
import io.setpoint.contracts.events.EventHeaders;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.Marker;
import io.setpoint.contracts.kpi.FactGrain;
import io.setpoint.streaming.log.EventJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes a log as the capture does: commit order within a partition, markers into all partitions, repeats after a crash.
 * Partitions race: one can be far ahead of another.
 */
final class KafkaLog implements AutoCloseable {
    static final int PARTITIONS = 4;

    private final KafkaProducer<byte[], byte[]> producer;

    KafkaLog(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static void createTopics(String bootstrapServers) throws ExecutionException, InterruptedException {
        List<NewTopic> topics = new ArrayList<>();
        topics.add(new NewTopic(Topics.EVENTS, PARTITIONS, (short) 1));
        topics.add(new NewTopic(Topics.KPI_CELLS, PARTITIONS, (short) 1));
        topics.add(new NewTopic(Topics.EXCEPTIONS, PARTITIONS, (short) 1));
        topics.add(new NewTopic(Topics.DEAD_LETTERS, 1, (short) 1));
        for (FactGrain grain : FactGrain.values()) {
            topics.add(new NewTopic(grain.topic(), 1, (short) 1));
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(topics).all().get();
        }
    }

    /** All records of the log, per partition in order, with repeats and with markers up to each position. */
    static List<List<ProducerRecord<byte[], byte[]>>> partitions(List<Committed> log, long end, long seed) {
        Random random = new Random(seed);
        List<List<ProducerRecord<byte[], byte[]>>> partitions = new ArrayList<>();
        for (int i = 0; i < PARTITIONS; i++) {
            partitions.add(new ArrayList<>());
        }
        Map<Integer, List<ProducerRecord<byte[], byte[]>>> sinceCrash = new HashMap<>();
        long last = 0;
        for (Committed each : log) {
            if (each.stamp() > last && last > 0 && random.nextInt(3) == 0) {
                mark(partitions, last);
                if (random.nextInt(15) == 0) { // the capture was killed and repeats what it does not find acknowledged
                    sinceCrash.forEach(
                            (partition, records) -> partitions.get(partition).addAll(records));
                    sinceCrash.clear();
                }
            }
            ProducerRecord<byte[], byte[]> record = record(each);
            partitions.get(record.partition()).add(record);
            sinceCrash
                    .computeIfAbsent(record.partition(), k -> new ArrayList<>())
                    .add(record);
            last = each.stamp();
        }
        mark(partitions, end);
        return partitions;
    }

    private static void mark(List<List<ProducerRecord<byte[], byte[]>>> partitions, long stamp) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            partitions.get(partition).add(marker(partition, stamp));
        }
    }

    static ProducerRecord<byte[], byte[]> marker(int partition, long stamp) {
        ProducerRecord<byte[], byte[]> marker = new ProducerRecord<>(
                Topics.EVENTS,
                partition,
                null,
                EventJson.write(new Marker(stamp, stamp)).getBytes(UTF_8));
        marker.headers().add(EventHeaders.TYPE, Marker.TYPE.getBytes(UTF_8));
        return marker;
    }

    static ProducerRecord<byte[], byte[]> record(Committed each) {
        String subject = each.event().subject();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topics.EVENTS,
                Math.floorMod(subject.hashCode(), PARTITIONS),
                subject.getBytes(UTF_8),
                EventJson.write(each.event()).getBytes(UTF_8));
        Headers headers = record.headers();
        header(headers, EventHeaders.ID, each.id());
        header(headers, EventHeaders.TYPE, each.event().type().code());
        header(headers, EventHeaders.SUBJECT, subject);
        header(headers, EventHeaders.COMPANY, each.company());
        header(headers, EventHeaders.SITE, "");
        header(headers, EventHeaders.ACTOR, "tester");
        header(headers, EventHeaders.TIME, each.event().occurredAt().toString());
        header(headers, EventHeaders.COMMIT_STAMP, Long.toString(each.stamp()));
        header(headers, EventHeaders.COMMIT_SEQ, Integer.toString(each.seq()));
        header(headers, EventHeaders.COMMIT_LSN, Long.toString(each.stamp()));
        return record;
    }

    /** An order as no release of Setpoint writes it. */
    static ProducerRecord<byte[], byte[]> malformed() {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.EVENTS, 0, "SO-broken".getBytes(UTF_8), "{\"order\":".getBytes(UTF_8));
        header(record.headers(), EventHeaders.TYPE, EventType.ORDER_PLACED.code());
        return record;
    }

    private static void header(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    /** Sends a share of every partition, from one fraction of it to another, the partitions in random bursts. */
    void send(List<List<ProducerRecord<byte[], byte[]>>> partitions, double from, double to, long seed) {
        Random random = new Random(seed);
        int[] at = new int[PARTITIONS];
        int[] until = new int[PARTITIONS];
        for (int i = 0; i < PARTITIONS; i++) {
            at[i] = (int) (partitions.get(i).size() * from);
            until[i] = (int) (partitions.get(i).size() * to);
        }
        boolean more = true;
        while (more) {
            more = false;
            int partition = random.nextInt(PARTITIONS);
            for (int burst = random.nextInt(200); burst > 0 && at[partition] < until[partition]; burst--) {
                send(partitions.get(partition).get(at[partition]++));
            }
            for (int i = 0; i < PARTITIONS; i++) {
                more |= at[i] < until[i];
            }
        }
        producer.flush();
    }

    void send(ProducerRecord<byte[], byte[]> record) {
        Future<?> unusedAcknowledgement = producer.send(record);
    }

    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
