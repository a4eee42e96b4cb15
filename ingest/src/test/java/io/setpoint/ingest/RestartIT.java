package io.setpoint.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.setpoint.contracts.Topics;
import io.setpoint.contracts.events.EventHeaders;
import io.setpoint.contracts.events.Marker;
import io.setpoint.contracts.fixtures.EventJson;
import io.setpoint.contracts.fixtures.TestKafka;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ingest as a process of its own, while everything around it and it itself is killed and comes back. */
class RestartIT {
    private static final JsonMapper JSON = EventJson.mapper();

    @TempDir
    private Path folder = Path.of("");

    private final int postgresPort = TestKafka.freePort();
    private final int kafkaPort = TestKafka.freePort();
    private final int adminPort = TestKafka.freePort();
    private final AtomicLong numbers = new AtomicLong();

    @Test
    void killingIngestAndRestartingKafkaAndPostgresLosesNothingAndReordersNothing() throws Exception {
        EmbeddedPostgres postgres = startPostgres();
        TestKafka kafka = TestKafka.start(folder.resolve("kafka"), kafkaPort);
        createTable();
        AtomicBoolean writing = new AtomicBoolean(true);
        Thread writer = new Thread(() -> write(writing), "writer");
        Process ingest = startIngest();
        try {
            writer.start();
            awaitStreaming();
            for (int i = 0; i < 3; i++) {
                Thread.sleep(700);
                ingest.destroyForcibly().waitFor();
                ingest = startIngest();
                awaitStreaming();
            }
            Thread.sleep(500);
            kafka.close();
            Thread.sleep(1500);
            kafka = TestKafka.start(folder.resolve("kafka"), kafkaPort);
            awaitStreaming();
            Thread.sleep(500);
            postgres.close();
            Thread.sleep(1500);
            postgres = startPostgres();
            awaitStreaming();
            Thread.sleep(500);
            ingest.destroyForcibly().waitFor();
            kafka.close();
            kafka = TestKafka.start(folder.resolve("kafka"), kafkaPort);
            ingest = startIngest();
            awaitStreaming();
            writing.set(false);
            writer.join();
            long last = insert(1);
            await(() -> markedTo() >= last);
            assertThat(numbers.get()).isGreaterThan(300);
            assertLogTells(rows());
        } finally {
            writing.set(false);
            ingest.destroyForcibly();
            kafka.close();
            postgres.close();
        }
    }

    private Process startIngest() throws IOException {
        Path yaml = folder.resolve("ingest.yml");
        Files.writeString(yaml, """
                server:
                  applicationConnectors: []
                  adminConnectors: [{type: http, port: %d, bindHost: 127.0.0.1}]
                logging: {level: WARN, loggers: {io.setpoint: INFO}}
                database: {url: "jdbc:postgresql://127.0.0.1:%d/postgres", user: postgres, password: ""}
                slot: setpoint
                kafka: {bootstrapServers: "127.0.0.1:%d"}
                erpCore: {url: "http://127.0.0.1:1", person: feed, password: secret}
                """.formatted(adminPort, postgresPort, kafkaPort));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Ingest.class.getName(),
                        yaml.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "ingest-restarts.log").toFile()))
                .start();
    }

    private EmbeddedPostgres startPostgres() throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(postgresPort)
                .setOverrideWorkingDirectory(folder.resolve("postgres").toFile())
                .setDataDirectory(folder.resolve("pgdata"))
                .setCleanDataDirectory(false)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("wal_level", "logical")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
    }

    private void createTable() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE event (id uuid PRIMARY KEY, occurred_at timestamptz NOT NULL, recorded_at timestamptz NOT NULL,
                        company_id text NOT NULL, site_id text, actor text NOT NULL, aggregatetype text NOT NULL,
                        aggregateid text NOT NULL, type text NOT NULL, seq int NOT NULL, payload text NOT NULL);
                    CREATE PUBLICATION setpoint_events FOR TABLE event WITH (publish_via_partition_root = true)""");
        }
    }

    /** Goes on writing, also over the time PostgreSQL is away. */
    private void write(AtomicBoolean writing) {
        while (writing.get()) {
            try {
                insert(1 + (int) (numbers.get() % 5));
                Thread.sleep(5);
            } catch (SQLException | InterruptedException away) {
                // it may be away; what counts is what the table holds in the end
            }
        }
    }

    private long insert(int events) throws SQLException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO event VALUES (?::uuid, now(), now(), 'HALDEN', 'GOT1', 'k.lind', 'order', ?,
                        'setpoint.sales.order-placed.v1', ?, ?)""")) {
                for (int seq = 0; seq < events; seq++) {
                    long number = numbers.incrementAndGet();
                    insert.setString(1, UUID.randomUUID().toString());
                    insert.setString(2, "SO-" + number % 13);
                    insert.setInt(3, seq);
                    insert.setString(4, String.valueOf(number));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            connection.commit();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private Map<String, String> rows() throws SQLException {
        Map<String, String> rows = new HashMap<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id::text, aggregateid || ' ' || payload FROM event")) {
            while (row.next()) {
                rows.put(row.getString(1), row.getString(2));
            }
        }
        return rows;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + postgresPort + "/postgres?user=postgres");
    }

    private void assertLogTells(Map<String, String> rows) {
        Map<String, String> told = new HashMap<>();
        TreeMap<Long, Long> stamps = new TreeMap<>();
        Map<String, Long> lastNumber = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : log()) {
            if (record.key() == null) {
                continue;
            }
            String key = new String(record.key(), StandardCharsets.UTF_8);
            String payload = new String(record.value(), StandardCharsets.UTF_8);
            assertThat(told.put(header(record, EventHeaders.ID), key + " " + payload))
                    .isNull();
            long stamp = Long.parseLong(header(record, EventHeaders.COMMIT_STAMP));
            Long same = stamps.put(Long.parseLong(header(record, EventHeaders.COMMIT_LSN)), stamp);
            assertThat(same == null ? stamp : same).isEqualTo(stamp);
            assertThat(Long.parseLong(payload)).isGreaterThan(lastNumber.getOrDefault(key, 0L));
            lastNumber.put(key, Long.parseLong(payload));
        }
        assertThat(told).isEqualTo(rows);
        assertThat(new ArrayList<>(stamps.values())).isSorted().doesNotHaveDuplicates();
    }

    private long markedTo() throws IOException {
        Map<Integer, Long> marked = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : log()) {
            if (header(record, EventHeaders.TYPE).equals(Marker.TYPE)) {
                marked.put(
                        record.partition(),
                        JSON.readValue(record.value(), Marker.class).lsn());
            }
        }
        return marked.size() < 4
                ? 0
                : marked.values().stream().mapToLong(Long::longValue).min().orElse(0);
    }

    private List<ConsumerRecord<byte[], byte[]>> log() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + kafkaPort, "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.EVENTS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Waits until the health check of the capture says that commits flow. */
    private void awaitStreaming() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + "/healthcheck"))
                .timeout(Duration.ofSeconds(5))
                .build();
        // what it says of the time before must have had time to change
        Thread.sleep(300);
        await(() -> {
            try {
                JsonNode capture = JSON.readTree(http.send(health, HttpResponse.BodyHandlers.ofString())
                                .body())
                        .path("capture");
                return capture.path("healthy").asBoolean()
                        && capture.path("message").asText().startsWith("STREAMING");
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).isLessThan(until);
            Thread.sleep(100);
        }
    }
}
