package io.setpoint.ingest.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.setpoint.contracts.events.EventHeaders;
import io.setpoint.contracts.fixtures.EventJson;
import io.setpoint.contracts.fixtures.TestKafka;
import io.setpoint.contracts.fixtures.TestPostgres;
import io.setpoint.ingest.capture.CaptureStatus.State;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureIT {
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final String name = "capture_" + COUNTER.incrementAndGet();
    private EventTable table = new EventTable("");

    @BeforeEach
    void createTableAndTopic() throws Exception {
        table = new EventTable(TestPostgres.url(TestPostgres.createDatabase(), "postgres")).create();
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", TestKafka.shared().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 4, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
    }

    @AfterEach
    void dropSlot() throws Exception {
        try (Connection connection = table.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '"
                    + name + "' AND NOT active");
        }
    }

    @Test
    void commitsStandInTheLogInCommitOrderAsCloudEvents() throws Exception {
        try (Capture capture = start(realKafka());
                Connection connection = table.connect()) {
            awaitState(capture, State.STREAMING);
            long position = 0;
            for (int i = 0; i < 200; i++) {
                position = table.commit(connection, "SO-" + i % 7, "SH-" + i % 5, "SO-" + i % 7);
            }
            awaitMarked(position);
        }
        LogView log = log();
        log.assertTells(table.rows());
        assertThat(log.events()).hasSize(600);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            ConsumerRecord<byte[], byte[]> first = firstEvent(consumer);
            assertThat(LogView.header(first, EventHeaders.SPEC_VERSION)).isEqualTo("1.0");
            assertThat(LogView.header(first, EventHeaders.COMPANY)).isEqualTo("HALDEN");
            assertThat(LogView.header(first, EventHeaders.ACTOR)).isEqualTo("k.lind");
            assertThat(LogView.header(first, EventHeaders.SOURCE)).isEqualTo("/setpoint/erp-core");
            assertThat(LogView.header(first, EventHeaders.TIME)).isEqualTo("2026-11-20T07:44:07.123456Z");
            assertThat(new String(first.value(), UTF_8)).startsWith("{\"n\":");
        }
    }

    @Test
    void stampsAreCommitTimesWhileTheClockRunsOn() throws Exception {
        Instant before = Instant.now();
        try (Capture capture = start(realKafka());
                Connection connection = table.connect()) {
            awaitState(capture, State.STREAMING);
            awaitMarked(table.commit(connection, "SO-1"));
        }
        LogView.Entry event = log().events().get(0);
        Instant stamp = Instant.EPOCH.plusNanos(event.stamp() * 1000);
        assertThat(stamp).isBetween(before, Instant.now());
    }

    @Test
    void whatWasCommittedBeforeTheFirstStartIsInTheLogToo() throws Exception {
        try (Connection connection = table.connect()) {
            for (int i = 0; i < 50; i++) {
                table.commit(connection, "P-" + i, "C-1");
            }
            try (Capture capture = start(realKafka())) {
                awaitMarked(table.commit(connection, "C-1"));
                awaitState(capture, State.STREAMING);
            }
        }
        log().assertTells(table.rows());
    }

    @Test
    void aMarkerComesIntoEveryPartitionWhileNothingHappensAndCoversOtherWrites() throws Exception {
        try (Capture capture = start(realKafka());
                Connection connection = table.connect();
                Statement statement = connection.createStatement()) {
            awaitState(capture, State.STREAMING);
            int before = log().markers().size();
            Thread.sleep(1000);
            assertThat(log().markers().size() - before).isBetween(20, 100);
            statement.execute("INSERT INTO unrelated VALUES ('no event')");
            try (ResultSet row = statement.executeQuery("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")) {
                row.next();
                awaitMarked(row.getLong(1));
            }
        }
    }

    @Test
    void aRestartGoesOnWithoutLossOrRepeat() throws Exception {
        try (Connection connection = table.connect()) {
            for (int run = 0; run < 3; run++) {
                try (Capture capture = start(realKafka())) {
                    for (int i = 0; i < 40; i++) {
                        table.commit(connection, "SO-" + i % 6, "SH-" + i);
                    }
                    awaitState(capture, State.STREAMING);
                }
                table.commit(connection, "SO-1", "SO-2", "SO-3", "SO-4");
            }
            try (Capture capture = start(realKafka())) {
                awaitMarked(table.commit(connection, "SO-1"));
                assertThat(capture.status().position()).isPositive();
            }
        }
        log().assertTells(table.rows());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void deathBetweenAnyTwoSendsLosesNothingAndNeverGivesASecondStamp(long seed) throws Exception {
        Random random = new Random(seed);
        AtomicInteger deaths = new AtomicInteger(5);
        CaptureKafka dying = new CaptureKafka(TestKafka.shared().bootstrapServers(), Map.of(), (short) 1, config -> {
            Producer<byte[], byte[]> real =
                    new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
            return deaths.getAndDecrement() > 0 ? mortal(real, random) : real;
        });
        ExecutorService writers = Executors.newFixedThreadPool(3);
        try (Capture capture = start(dying, Duration.ofMillis(10))) {
            List<Future<Long>> positions = new ArrayList<>();
            for (int writer = 0; writer < 3; writer++) {
                positions.add(writers.submit(write(writer, 250)));
            }
            long last = 0;
            for (Future<Long> position : positions) {
                last = Math.max(last, position.get(60, TimeUnit.SECONDS));
            }
            while (deaths.get() >= 0) {
                try (Connection connection = table.connect()) {
                    last = table.commit(connection, "SO-0", "SH-0", "CC-0", "ADJ-0", "RC-0");
                }
                Thread.sleep(50);
            }
            awaitMarked(last);
            awaitState(capture, State.STREAMING);
        } finally {
            writers.shutdownNow();
        }
        log().assertTells(table.rows());
    }

    @Test
    void aLogThatLostRecordsStopsTheCapture() throws Exception {
        long position;
        try (Connection connection = table.connect()) {
            try (Capture capture = start(realKafka())) {
                position = table.commit(connection, "SO-1");
                awaitMarked(position);
                awaitConfirmed(position);
                awaitState(capture, State.STREAMING);
            }
            try (Statement statement = connection.createStatement()) {
                table.commit(connection, "SO-2");
                statement.execute("CHECKPOINT"); // only what is on disk can be confirmed
                statement.execute("SELECT pg_replication_slot_advance('" + name + "', pg_current_wal_insert_lsn())");
            }
        }
        try (Capture capture = start(realKafka())) {
            awaitState(capture, State.STOPPED);
            assertThat(capture.status().doing()).contains("the event log has lost records");
        }
    }

    @Test
    void aMissingSlotBehindABegunLogStopsTheCapture() throws Exception {
        try (Capture capture = start(realKafka())) {
            awaitState(capture, State.STREAMING);
        }
        dropSlot();
        try (Capture capture = start(realKafka())) {
            awaitState(capture, State.STOPPED);
            assertThat(capture.status().doing()).contains("is gone");
            assertThat(new CaptureHealth(capture, Clock.systemUTC()).execute().isHealthy())
                    .isFalse();
        }
    }

    @Test
    void itWaitsForThePublication() throws Exception {
        try (Connection connection = table.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP PUBLICATION setpoint_events");
            try (Capture capture = start(realKafka())) {
                awaitState(capture, State.WAITING);
                EventTable.publish(statement);
                awaitMarked(table.commit(connection, "SO-1"));
            }
        }
        log().assertTells(table.rows());
    }

    @Test
    void aConnectionThatTheServerEndsIsOpenedAgain() throws Exception {
        try (Capture capture = start(realKafka());
                Connection connection = table.connect();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 5; i++) {
                awaitMarked(table.commit(connection, "SO-1", "SO-2", "SO-3"));
                statement.execute(
                        "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = '" + name
                                + "' AND active");
                for (int n = 0; n < 20; n++) {
                    table.commit(connection, "SO-" + n, "SH-" + n);
                }
            }
            awaitMarked(table.commit(connection, "SO-1"));
            awaitState(capture, State.STREAMING);
        }
        log().assertTells(table.rows());
    }

    private Callable<Long> write(int writer, int commits) {
        return () -> {
            Random random = new Random(writer);
            long position = 0;
            try (Connection connection = table.connect()) {
                for (int i = 0; i < commits; i++) {
                    Set<String> subjects = new HashSet<>();
                    int events = 1 + random.nextInt(6);
                    for (int n = 0; n < events; n++) {
                        subjects.add("W" + writer + "-" + random.nextInt(9));
                    }
                    position = table.commit(connection, subjects.toArray(String[]::new));
                    if (i % 10 == 0) {
                        Thread.sleep(random.nextInt(20));
                    }
                }
            }
            return position;
        };
    }

    /** A producer that at a random point stops sending to some partitions, goes on with the others, and then is gone. */
    @SuppressWarnings("unchecked")
    private static Producer<byte[], byte[]> mortal(Producer<byte[], byte[]> real, Random random) {
        int fades = 1 + random.nextInt(120);
        int dies = fades + random.nextInt(25);
        Set<Integer> lost = new HashSet<>();
        for (int partition = 0; partition < 4; partition++) {
            if (random.nextBoolean()) {
                lost.add(partition);
            }
        }
        AtomicInteger sends = new AtomicInteger();
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                CaptureIT.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("send")) {
                        int count = sends.incrementAndGet();
                        if (count > dies) {
                            real.flush();
                            throw new KafkaException("the process dies here");
                        }
                        if (count > fades && lost.contains(((ProducerRecord<?, ?>) arguments[0]).partition())) {
                            return new CompletableFuture<>();
                        }
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private CaptureKafka realKafka() {
        return new CaptureKafka(TestKafka.shared().bootstrapServers(), Map.of(), (short) 1);
    }

    private Capture start(CaptureKafka kafka) {
        return start(kafka, Duration.ofMillis(50));
    }

    private Capture start(CaptureKafka kafka, Duration markerInterval) {
        Capture capture = new Capture(
                new CaptureSettings(
                        table.url(), "postgres", "", name, "setpoint_events", "event", name, markerInterval),
                kafka,
                EventJson.mapper(),
                Clock.systemUTC(),
                new MetricRegistry());
        capture.start();
        return capture;
    }

    private LogView log() throws Exception {
        return LogView.read(TestKafka.shared().bootstrapServers(), name);
    }

    private void awaitMarked(long position) throws Exception {
        await("a marker at " + position, () -> log().markedTo() >= position);
    }

    private void awaitConfirmed(long position) throws Exception {
        await("the slot at " + position, () -> {
            try (Connection connection = table.connect();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT confirmed_flush_lsn - '0/0'::pg_lsn FROM pg_replication_slots WHERE slot_name = '"
                                    + name + "'")) {
                return row.next() && row.getLong(1) >= position;
            }
        });
    }

    private static void awaitState(Capture capture, State state) throws Exception {
        await(state + ", not " + capture.status(), () -> capture.status().state() == state);
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waited for " + what).isLessThan(until);
            Thread.sleep(20);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestKafka.shared().bootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private ConsumerRecord<byte[], byte[]> firstEvent(KafkaConsumer<byte[], byte[]> consumer) throws SQLException {
        consumer.assign(consumer.partitionsFor(name).stream()
                .map(info -> new TopicPartition(name, info.partition()))
                .toList());
        while (true) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                if (record.key() != null) {
                    return record;
                }
            }
        }
    }
}
