package io.setpoint.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.Topics;
import io.setpoint.contracts.fixtures.TestKafka;
import io.setpoint.contracts.kpi.Fact;
import io.setpoint.contracts.kpi.FactGrain;
import io.setpoint.contracts.kpi.KpiCell;
import io.setpoint.streaming.facts.Orders;
import io.setpoint.streaming.log.EventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The job beside a capture on the real clock: how fast it is, and what happens if it runs twice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveIT {
    private static final int EVENTS_PER_SECOND = 400;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofSeconds(8);

    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong lastStamp = new AtomicLong();
    private final Path folder;
    private final TestKafka kafka;
    private final Thread capture = new Thread(this::capture, "capture");

    LiveIT() throws IOException {
        folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "live");
        kafka = TestKafka.start(folder.resolve("kafka"), TestKafka.freePort());
    }

    @BeforeAll
    void start() throws Exception {
        KafkaLog.createTopics(kafka.bootstrapServers());
        capture.start();
    }

    @AfterAll
    void end() throws InterruptedException {
        stop.set(true);
        capture.join();
        kafka.close();
    }

    @Test
    void cellsAndFactsAreWithTheReaderWithinASecondAndASecondJobDoublesNothing() throws Exception {
        String servers = kafka.bootstrapServers();
        try (StreamingJob first = StreamingJob.start(JobProcess.configuration(folder.resolve("one"), servers, 2))) {
            try (CellReader cells = new CellReader(servers)) {
                cells.awaitComplete(lastStamp.get(), Duration.ofSeconds(60));
            }
            Thread.sleep(WARM_UP.toMillis());
            List<Long> cellDelays = new ArrayList<>();
            List<Long> factDelays = new ArrayList<>();
            Thread cellReader = new Thread(() -> measure(
                    Topics.KPI_CELLS,
                    record -> record.key().startsWith(KpiCell.COMPLETE_PREFIX)
                            ? 0
                            : EventJson.read(record.value(), KpiCell.class).stamp(),
                    cellDelays));
            Thread factReader = new Thread(() -> measure(
                    FactGrain.ORDER_LINE.topic(),
                    record ->
                            FactJson.read(FactGrain.ORDER_LINE, record.value()).tc(),
                    factDelays));
            cellReader.start();
            factReader.start();
            cellReader.join();
            factReader.join();
            System.out.printf(
                    "at %d events/s: commit -> cell at the reader p50 %.1f p95 %.1f p99 %.1f ms (%d); -> fact p50 %.1f p95 %.1f p99 %.1f ms (%d)%n",
                    EVENTS_PER_SECOND,
                    percentile(cellDelays, 50),
                    percentile(cellDelays, 95),
                    percentile(cellDelays, 99),
                    cellDelays.size(),
                    percentile(factDelays, 50),
                    percentile(factDelays, 95),
                    percentile(factDelays, 99),
                    factDelays.size());
            assertThat(percentile(cellDelays, 95)).isLessThan(1_000);
            assertThat(percentile(factDelays, 95)).isLessThan(1_500);

            try (StreamingJob second =
                    StreamingJob.start(JobProcess.configuration(folder.resolve("two"), servers, 1))) {
                Thread.sleep(4_000); // both run; the later one fences off the earlier, which tries again, and so on
                assertThat(second.status()).isNotEqualTo("FAILED");
            }
            long reached = lastStamp.get();
            awaitFact(servers, reached);
            assertThat(first.status()).isNotEqualTo("FAILED");
        }
        for (FactGrain grain : FactGrain.values()) {
            Set<String> ids = new HashSet<>();
            for (ConsumerRecord<String, String> row : Topic.all(servers, grain.topic())) {
                Fact fact = FactJson.read(grain, row.value());
                assertThat(fact.isMarker() || ids.add(fact.id())).as(fact.id()).isTrue();
            }
        }
    }

    private static void awaitFact(String servers, long stamp) {
        long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        AtomicLong reached = new AtomicLong();
        try (Topic facts = new Topic(servers, FactGrain.ORDER_LINE.topic())) {
            while (reached.get() < stamp) {
                facts.poll(row -> reached.set(
                        FactJson.read(FactGrain.ORDER_LINE, row.value()).tc()));
                assertThat(System.nanoTime())
                        .as("facts stand at %d, not yet at %d", reached.get(), stamp)
                        .isLessThan(deadline);
            }
        }
    }

    private void measure(String topic, ToLongFunction<ConsumerRecord<String, String>> stamp, List<Long> delays) {
        try (Topic reader = new Topic(kafka.bootstrapServers(), topic)) {
            reader.drain(old -> {});
            long from = Committed.micros(Instant.now());
            long until = System.nanoTime() + MEASURED.toNanos();
            while (System.nanoTime() < until) {
                reader.poll(record -> {
                    long known = stamp.applyAsLong(record);
                    if (known >= from) {
                        delays.add(Committed.micros(Instant.now()) - known);
                    }
                });
            }
        }
    }

    private static double percentile(List<Long> delays, int percent) {
        assertThat(delays).hasSizeGreaterThan(100);
        Collections.sort(delays);
        return delays.get((delays.size() - 1) * percent / 100) / 1_000.0;
    }

    /** Orders and their shipments at a steady pace, each a commit; a marker into every partition behind each, or after 50 ms. */
    private void capture() {
        try (KafkaLog log = new KafkaLog(kafka.bootstrapServers())) {
            long next = System.nanoTime();
            for (int i = 0; !stop.get(); i++) {
                Instant now = Instant.now();
                long stamp = Math.max(lastStamp.get() + 1, Committed.micros(now));
                String order = "SO-" + i / 2;
                log.send(KafkaLog.record(new Committed(
                        stamp,
                        0,
                        "HALDEN",
                        i % 2 == 0 ? Orders.placedAt(order, now, 5, 3) : Orders.shipped("SH-" + i, order, now, 5, 2))));
                for (int partition = 0; partition < KafkaLog.PARTITIONS; partition++) {
                    log.send(KafkaLog.marker(partition, stamp));
                }
                lastStamp.set(stamp);
                next += 1_000_000_000L / EVENTS_PER_SECOND;
                long pause = next - System.nanoTime();
                if (pause > 0) {
                    Thread.sleep(Duration.ofNanos(pause).toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
