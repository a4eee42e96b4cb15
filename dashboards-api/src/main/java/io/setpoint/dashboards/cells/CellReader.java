package io.setpoint.dashboards.cells;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.setpoint.contracts.Topics;
import io.setpoint.contracts.events.EventHeaders;
import io.setpoint.contracts.events.Marker;
import io.setpoint.contracts.kpi.KpiCell;
import io.setpoint.contracts.kpi.ParityReport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the stores from Kafka on one thread: all cells and the reports of the comparison of the four ways from the start
 * of their topics, and the markers of one partition of the event log, which are the same in all of them.
 */
public final class CellReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CellReader.class);
    private static final List<String> TOPICS = List.of(Topics.KPI_CELLS, Topics.PARITY, Topics.EVENTS);
    private static final int MARKERS_BEFORE_NOW = 2_000;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String bootstrapServers;
    private final CellStore store;
    private final Reports reports;
    private final JsonMapper json;
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Consumer<byte[], byte[]> reading;
    private volatile String trouble = "not started yet";
    private final AtomicLong malformed = new AtomicLong();

    public CellReader(String bootstrapServers, CellStore store, Reports reports, JsonMapper json) {
        this.bootstrapServers = bootstrapServers;
        this.store = store;
        this.reports = reports;
        this.json = json;
        this.thread = new Thread(this::supervise, "cell-reader");
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** What keeps it from reading, empty if nothing does. */
    public String trouble() {
        return trouble;
    }

    /** Records of the cells' topic that could not be read. */
    public long malformed() {
        return malformed.get();
    }

    @Override
    public void close() {
        closed = true;
        Consumer<byte[], byte[]> open = reading;
        if (open != null) {
            open.wakeup();
        }
        LockSupport.unpark(thread);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void supervise() {
        while (!closed) {
            try (Consumer<byte[], byte[]> consumer = consumer()) {
                reading = consumer;
                Map<String, List<TopicPartition>> topics = new HashMap<>();
                for (String topic : TOPICS) {
                    topics.put(topic, partitions(consumer, topic));
                }
                Optional<String> missing = TOPICS.stream()
                        .filter(topic -> topics.getOrDefault(topic, List.of()).isEmpty())
                        .findFirst();
                if (missing.isPresent()) {
                    trouble = "topic " + missing.get() + " is not there yet";
                    LockSupport.parkNanos(PAUSE.toNanos());
                    continue;
                }
                trouble = "";
                read(
                        consumer,
                        topics.getOrDefault(Topics.KPI_CELLS, List.of()),
                        topics.getOrDefault(Topics.PARITY, List.of()),
                        topics.getOrDefault(Topics.EVENTS, List.of()).get(0));
            } catch (InterruptException | WakeupException asked) {
                closed = true;
            } catch (KafkaException away) {
                LOG.warn("Reading cells is interrupted and starts again", away);
                trouble = "tries again after: " + away.getMessage();
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void read(
            Consumer<byte[], byte[]> consumer,
            List<TopicPartition> cells,
            List<TopicPartition> parity,
            TopicPartition markers) {
        store.expect(cells.size());
        List<TopicPartition> fromStart = new ArrayList<>(cells);
        fromStart.addAll(parity);
        List<TopicPartition> all = new ArrayList<>(fromStart);
        all.add(markers);
        consumer.assign(all);
        consumer.seekToBeginning(fromStart);
        Long end = consumer.endOffsets(List.of(markers)).get(markers);
        Long beginning = consumer.beginningOffsets(List.of(markers)).get(markers);
        consumer.seek(
                markers, Math.max(beginning == null ? 0 : beginning, (end == null ? 0 : end) - MARKERS_BEFORE_NOW));
        while (!closed) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(500));
            for (ConsumerRecord<byte[], byte[]> record : records) {
                take(record);
            }
            store.settle();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.topic().equals(Topics.EVENTS)) {
                Header type = record.headers().lastHeader(EventHeaders.TYPE);
                if (type != null && new String(type.value(), UTF_8).equals(Marker.TYPE)) {
                    Marker marker = json.readValue(record.value(), Marker.class);
                    store.cover(marker.lsn(), marker.stamp());
                }
            } else if (record.topic().equals(Topics.PARITY)) {
                reports.take(json.readValue(record.value(), ParityReport.class));
            } else if (record.key() != null && record.value() != null) {
                if (new String(record.key(), UTF_8).startsWith(KpiCell.COMPLETE_PREFIX)) {
                    store.take(record.partition(), json.readValue(record.value(), KpiCell.Complete.class));
                } else {
                    store.take(json.readValue(record.value(), KpiCell.class));
                }
            }
        } catch (IOException e) {
            malformed.incrementAndGet();
            LOG.error("Offset {} of {}-{} cannot be read", record.offset(), record.topic(), record.partition(), e);
        }
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .sorted((a, b) -> Integer.compare(a.partition(), b.partition()))
                .toList();
    }

    private Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "auto.offset.reset",
                        "earliest",
                        "allow.auto.create.topics",
                        false,
                        "fetch.min.bytes",
                        1,
                        "max.poll.records",
                        5_000,
                        "default.api.timeout.ms",
                        15_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
