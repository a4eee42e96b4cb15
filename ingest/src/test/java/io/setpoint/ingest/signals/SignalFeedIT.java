package io.setpoint.ingest.signals;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.contracts.fixtures.EventJson;
import io.setpoint.contracts.fixtures.TestKafka;
import io.setpoint.contracts.values.Money;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalFeedIT {
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final JsonMapper JSON = EventJson.mapper();

    private final String signals = "signals-" + COUNTER.incrementAndGet();
    private final String letters = signals + "-dead";
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final AtomicInteger logIns = new AtomicInteger();
    private final int port = TestKafka.freePort();
    private volatile String validToken = "";
    private @Nullable HttpServer erpCore;

    @BeforeEach
    void createTopics() throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", TestKafka.shared().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(signals, 2, (short) 1), new NewTopic(letters, 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    @AfterEach
    void stopErpCore() {
        if (erpCore != null) {
            erpCore.stop(0);
        }
    }

    @Test
    void everySignalReachesTheErpCoreInOrderWithAKeyThatARepeatWouldShare() throws Exception {
        startErpCore();
        for (int i = 0; i < 20; i++) {
            send(0, signal("ADJ-" + i, i));
        }
        try (SignalFeed feed = start()) {
            await(() -> received.size() == 20);
            assertThat(feed.health().execute().isHealthy()).isTrue();
        }
        assertThat(received).isEqualTo(numbered(20));
        assertThat(keys.get(3)).isEqualTo("HALDEN%7Cadjustment-over-tolerance%7CADJ-3%7CRAISED%7C3");
        assertThat(logIns.get()).isEqualTo(1);

        send(0, signal("ADJ-20", 20));
        try (SignalFeed again = start()) {
            await(() -> received.size() == 21);
            Thread.sleep(300);
            assertThat(again.health().execute().isHealthy()).isTrue();
        }
        assertThat(received).isEqualTo(numbered(21));
    }

    @Test
    void whileTheErpCoreIsAwayNothingIsSkipped() throws Exception {
        for (int i = 0; i < 5; i++) {
            send(0, signal("ADJ-" + i, i));
        }
        try (SignalFeed feed = start()) {
            await(() -> String.valueOf(feed.health().execute().getMessage()).contains("cannot be reached"));
            startErpCore();
            await(() -> received.size() >= 2);
            stopErpCore();
            send(0, signal("ADJ-5", 5));
            Thread.sleep(500);
            startErpCore();
            await(() -> received.contains("ADJ-5"));
        }
        assertThat(received.stream().distinct().toList()).isEqualTo(numbered(6));
        assertThat(letters()).isEmpty();
    }

    @Test
    void anEndedSessionIsBegunAgain() throws Exception {
        startErpCore();
        send(0, signal("ADJ-0", 0));
        try (SignalFeed feed = start()) {
            await(() -> received.size() == 1);
            validToken = "another";
            send(0, signal("ADJ-1", 1));
            await(() -> received.size() == 2);
            assertThat(feed.health().execute().isHealthy()).isTrue();
        }
        assertThat(logIns.get()).isEqualTo(2);
        assertThat(letters()).isEmpty();
    }

    @Test
    void whatCannotBeReadOrIsRefusedGoesToTheDeadLettersWithItsReasonAndTheFeedGoesOn() throws Exception {
        startErpCore();
        send(1, "{ not json".getBytes(UTF_8));
        send(1, "{\"key\":\"k\"}".getBytes(UTF_8));
        send(1, signal("REFUSED", 1));
        send(1, signal("ADJ-1", 2));
        try (SignalFeed feed = start()) {
            await(() -> received.contains("ADJ-1"));
            await(() -> letters().size() == 3);
            assertThat(feed.health().execute().isHealthy()).isTrue();
        }
        List<ConsumerRecord<byte[], byte[]>> letters = letters();
        assertThat(letters)
                .extracting(letter -> header(letter, "dl_code"))
                .containsExactly("malformed", "malformed", "refused-422");
        assertThat(header(letters.get(2), "dl_reason")).contains("no such adjustment");
        assertThat(header(letters.get(2), "dl_topic")).isEqualTo(signals);
        assertThat(header(letters.get(2), "dl_partition")).isEqualTo("1");
        assertThat(header(letters.get(2), "dl_offset")).isEqualTo("2");
        assertThat(new String(letters.get(0).value(), UTF_8)).isEqualTo("{ not json");
    }

    private SignalFeed start() {
        SignalFeed feed = new SignalFeed(
                new SignalFeedSettings(
                        TestKafka.shared().bootstrapServers(),
                        "group-" + signals,
                        signals,
                        letters,
                        URI.create("http://127.0.0.1:" + port),
                        "feed",
                        "secret"),
                JSON,
                Clock.systemUTC(),
                new MetricRegistry());
        feed.start();
        return feed;
    }

    /** Answers as the ERP core does; the subject of each signal it takes is noted. */
    private void startErpCore() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10);
        server.createContext("/api/v1/sessions", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            boolean known = body.contains("\"feed\"") && body.contains("\"secret\"");
            validToken = "token-" + logIns.incrementAndGet();
            answer(exchange, known ? 201 : 401, "{\"token\":\"" + validToken + "\"}");
        });
        server.createContext("/api/v1/exceptions/signals", exchange -> {
            ExceptionSignal signal = JSON.readValue(exchange.getRequestBody().readAllBytes(), ExceptionSignal.class);
            if (!("Bearer " + validToken).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, 401, "{}");
            } else if (signal.subject().equals("REFUSED")) {
                answer(exchange, 422, "{\"detail\":\"no such adjustment\"}");
            } else if (!"HALDEN".equals(exchange.getRequestHeaders().getFirst("Setpoint-Company"))) {
                answer(exchange, 400, "{\"detail\":\"no company\"}");
            } else {
                received.add(signal.subject());
                keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
                answer(exchange, 200, "{}");
            }
        });
        server.start();
        erpCore = server;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static byte[] signal(String subject, long stamp) throws IOException {
        return JSON.writeValueAsBytes(new ExceptionSignal(
                "HALDEN|adjustment-over-tolerance|" + subject,
                ExceptionSignal.Action.RAISED,
                stamp,
                "HALDEN",
                "GOT1",
                "adjustment-over-tolerance",
                subject,
                "Adjustment over tolerance",
                "It happened.",
                new ExceptionSignal.Because("rule", 1, null, null, null, List.of()),
                "Would not have fired if it were 5.",
                Money.of("10", "EUR"),
                null,
                List.of(new ExceptionSignal.Evidence("e", 1, "t", Instant.EPOCH, "c"))));
    }

    private void send(int partition, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestKafka.shared().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(signals, partition, "k".getBytes(UTF_8), value))
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> letters() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestKafka.shared().bootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(letters, 0);
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
            return found;
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static List<String> numbered(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add("ADJ-" + i);
        }
        return names;
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        Instant until = Instant.now().plusSeconds(40);
        while (!condition.call()) {
            assertThat(Instant.now()).isBefore(until);
            Thread.sleep(20);
        }
    }
}
