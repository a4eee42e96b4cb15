package io.setpoint.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import io.setpoint.contracts.Topics;
import io.setpoint.contracts.events.EventHeaders;
import io.setpoint.contracts.events.Marker;
import io.setpoint.contracts.fixtures.EventJson;
import io.setpoint.contracts.fixtures.TestKafka;
import io.setpoint.contracts.kpi.CellHash;
import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.contracts.kpi.KpiCell;
import io.setpoint.contracts.kpi.ParityReport;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardsIT {
    private static final JsonMapper JSON = EventJson.mapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int PARTITIONS = 2;

    @TempDir
    private static Path folder = Path.of("");

    private static AutoCloseable erpCore = () -> {};
    private static AutoCloseable dashboards = () -> {};

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static HttpServer replays;

    private static volatile JsonNode replayAsked = JSON.createObjectNode();
    private static volatile String replayAnswer = "";
    private static KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", "127.0.0.1:1"), new ByteArraySerializer(), new ByteArraySerializer());
    private static String url = "";
    private static long stamp = now();
    private static long lsn = 1_000_000;

    @BeforeAll
    static void start() throws Exception {
        replays = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
        String kafka = TestKafka.shared().bootstrapServers();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(
                            new NewTopic(Topics.KPI_CELLS, PARTITIONS, (short) 1),
                            new NewTopic(Topics.PARITY, 1, (short) 1),
                            new NewTopic(Topics.EVENTS, PARTITIONS, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        producer.close(Duration.ZERO);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new ByteArraySerializer(), new ByteArraySerializer());
        replays.createContext("/replay", exchange -> {
            replayAsked = JSON.readTree(exchange.getRequestBody().readAllBytes());
            boolean known =
                    "Bearer of-dashboards".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] answer = replayAnswer.getBytes(UTF_8);
            exchange.sendResponseHeaders(known && !replayAnswer.contains("detail") ? 200 : 503, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        replays.start();
        ErpCoreAtTheEdge edge = new ErpCoreAtTheEdge(0);
        erpCore = edge;
        Path yaml = folder.resolve("dashboards.yml");
        Files.writeString(
                yaml, """
                server:
                  applicationConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                  adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                logging: {level: WARN}
                kafka: {bootstrapServers: "%s"}
                erpCore: {url: "%s"}
                druid:
                  brokerUrl: "http://127.0.0.1:1"
                  coordinatorUrl: "http://127.0.0.1:1"
                  jdbcUrl: "jdbc:avatica:remote:url=http://127.0.0.1:1/druid/v2/sql/avatica-protobuf/;serialization=protobuf"
                  user: setpoint
                  password: secret
                replay: {url: "http://127.0.0.1:%d/replay", token: of-dashboards}
                """.formatted(kafka, edge.url(), replays.getAddress().getPort()));
        Dashboards started = Dashboards.start(yaml);
        dashboards = started;
        url = "http://127.0.0.1:" + started.port();
    }

    @AfterAll
    static void stop() throws Exception {
        dashboards.close();
        erpCore.close();
        replays.stop(0);
        producer.close();
    }

    @Test
    void aCellIsShownOnlyOnceEveryPartitionIsComplete() throws Exception {
        LocalDate day = LocalDate.parse("2026-05-01");
        long first = commit(cell("lfr", "GOT1", day, 90, 100, 1), cell("ofr", "GOT1", day, 8, 10, 1));
        assertThat(value(board("GOT1", day, day), "lfr")).isEqualTo("90.0000");

        long second = next();
        send(0, cell("lfr", "GOT1", day, 91, 101, 2, second));
        promise(0, second);
        Thread.sleep(400);
        JsonNode before = board("GOT1", day, day);
        assertThat(value(before, "lfr")).isEqualTo("90.0000");
        assertThat(before.path("complete").path("stamp").asLong()).isEqualTo(first);

        promise(1, second);
        mark(second);
        await(() -> value(board("GOT1", day, day), "lfr").equals("90.0990"));
    }

    @Test
    void theComparisonOfTheFourWaysSaysWhichCellsDifferAndWhenItIsOutOfDate() throws Exception {
        ParityReport.Sums four = new ParityReport.Sums(4, 5);
        ParityReport.Sums three = new ParityReport.Sums(3, 5);
        List<ParityReport.Difference> differences = Stream.of("GOT1", "NOWHERE")
                .map(site -> new ParityReport.Difference(
                        "lfr",
                        site,
                        "day:2026-05-01",
                        four,
                        three,
                        three,
                        three,
                        List.of(new ParityReport.Document("SO-1/1", four, three))))
                .toList();
        long soon = now() + 60_000_000;

        report(new ParityReport("HALDEN", 77, now(), 900, soon, 120, 0, List.of(), null));
        JsonNode agrees = parity("AGREES", "");
        assertThat(agrees.path("cells").asInt()).isEqualTo(120);
        assertThat(agrees.path("differences")).isEmpty();
        assertThat(agrees.path("stamp").asLong()).isEqualTo(77);

        report(new ParityReport("HALDEN", 78, now(), 900, soon, 120, 2, differences, null));
        JsonNode differs = parity("DIFFERS", "");
        assertThat(differs.path("differing").asInt()).isEqualTo(2);
        assertThat(differs.path("differences").findValuesAsText("site")).containsExactly("GOT1");
        assertThat(differs.path("differences").findValuesAsText("document")).containsExactly("SO-1/1");

        report(new ParityReport("HALDEN", 0, now(), 900, soon, 0, 0, List.of(), "Druid is away"));
        JsonNode unknown = parity("UNKNOWN", "");
        assertThat(unknown.path("reason").asText()).isEqualTo("Druid is away");
        assertThat(unknown.path("differing").asInt())
                .as("the last that is known")
                .isEqualTo(2);

        report(new ParityReport("HALDEN", 79, now(), 900, now() - 31_000_000, 120, 0, List.of(), null));
        JsonNode overdue = parity("UNKNOWN", "overdue");
        assertThat(overdue.path("differing").asInt()).isZero();
        assertThat(status(get("/api/v1/parity?site=NOWHERE"))).isEqualTo(403);
    }

    @Test
    void aNumberIsComputedAnewForTheCallersSitesAndComparedWithTheOneServed() throws Exception {
        LocalDate day = LocalDate.parse("2026-05-20");
        KpiCell first = cell("lfr", "GOT1", day, 3, 5, 1);
        KpiCell second = cell("lfr", "GOT1", day.plusDays(1), 4, 4, 1);
        long commit = commit(first, second);
        String question = "/api/v1/kpis/lfr/replay?site=GOT1&from=" + day + "&to=" + day.plusDays(1);

        replayAnswer = replayed(List.of(first, second));
        JsonNode equal = json(get(question + "&at=" + commit));
        assertThat(equal.path("equal").asBoolean()).isTrue();
        assertThat(equal.path("replayed")).isEqualTo(equal.path("served"));
        assertThat(equal.path("replayed").path("value").asText()).isEqualTo("77.7778");
        assertThat(equal.path("replayed").path("numerator").asText()).isEqualTo("7");
        assertThat(equal.path("first").path(0).path("document").asText()).isEqualTo("SO-1");
        assertThat(replayAsked.path("company").asText()).isEqualTo("HALDEN");
        assertThat(replayAsked.path("at").asLong()).isEqualTo(commit);
        assertThat(replayAsked.path("sites")).extracting(JsonNode::asText).containsExactly("GOT1");
        assertThat(replayAsked.path("windows"))
                .extracting(JsonNode::asText)
                .containsExactly("day:2026-05-20", "day:2026-05-21");

        // the same sums over all, but one day has what the other should have
        replayAnswer =
                replayed(List.of(cell("lfr", "GOT1", day, 4, 5, 1), cell("lfr", "GOT1", day.plusDays(1), 3, 4, 1)));
        JsonNode moved = json(get(question));
        assertThat(moved.path("equal").asBoolean(true)).isFalse();
        assertThat(moved.path("replayed").path("value"))
                .isEqualTo(moved.path("served").path("value"));

        replayAnswer = replayed(List.of(first));
        JsonNode longAgo = json(get(question + "&at=1700000000000000"));
        assertThat(longAgo.path("served").isNull()).isTrue();
        assertThat(longAgo.path("equal").isNull()).isTrue();
        assertThat(longAgo.path("replayed").path("denominator").asText()).isEqualTo("5");

        replayAnswer = "{\"detail\":\"too many replays wait already\"}";
        assertThat(status(get(question))).isEqualTo(503);
        assertThat(status(get("/api/v1/kpis/lfr/replay?site=NOWHERE"))).isEqualTo(403);
        assertThat(status(get("/api/v1/kpis/nonsense/replay"))).isEqualTo(404);
        assertThat(status(get(question + "&at=yesterday"))).isEqualTo(400);
    }

    @Test
    void weeksMonthsAndTheWholeAreTheSumsOfTheirDays() throws Exception {
        // Monday the 29th of December 2025 is in the first week of 2026
        LocalDate monday = LocalDate.parse("2025-12-29");
        commit(
                cell("ufr", "GOT1", monday.minusDays(1), 1, 2, 1),
                cell("ufr", "GOT1", monday, 3, 4, 1),
                cell("ufr", "GOT1", monday.plusDays(3), 5, 6, 1),
                cell("ufr", "MMA1", monday, 70, 80, 1));
        String question = "/api/v1/kpi-cells?kpi=ufr&from=2025-12-01&to=2026-01-31&per=";

        assertThat(windows(question + "week"))
                .containsExactly("GOT1 week:2025-W52 1/2", "GOT1 week:2026-W01 8/10", "MMA1 week:2026-W01 70/80");
        assertThat(windows(question + "month"))
                .containsExactly("GOT1 month:2025-12 4/6", "GOT1 month:2026-01 5/6", "MMA1 month:2025-12 70/80");
        assertThat(windows(question + "all")).containsExactly("GOT1 all 9/12", "MMA1 all 70/80");
        assertThat(windows(question)).hasSize(4);
        assertThat(status(get(question + "year"))).isEqualTo(400);
    }

    private static List<String> windows(String question) throws Exception {
        List<String> windows = new ArrayList<>();
        for (JsonNode cell : json(get(question)).path("cells")) {
            windows.add(cell.path("site").asText() + " " + cell.path("window").asText() + " "
                    + cell.path("numerator").asText() + "/"
                    + cell.path("denominator").asText());
        }
        return windows;
    }

    private static String replayed(List<KpiCell> cells) throws Exception {
        return "{\"cells\":" + JSON.writeValueAsString(cells) + ",\"hash\":\"" + CellHash.of(cells)
                + "\",\"documents\":1,\"events\":1,\"read\":9,\"tookMillis\":3,\"first\":[{\"id\":\"e-1\","
                + "\"type\":\"setpoint.sales.order-placed.v1\",\"kind\":\"order\",\"document\":\"SO-1\","
                + "\"actor\":\"anna\",\"occurredAt\":\"2026-05-20T08:00:00Z\",\"stamp\":5,\"seq\":0}]}";
    }

    private static JsonNode parity(String state, String reason) throws Exception {
        await(() -> {
            JsonNode view = json(get("/api/v1/parity"));
            return view.path("state").asText().equals(state)
                    && view.path("reason").asText().contains(reason);
        });
        return json(get("/api/v1/parity"));
    }

    private static void report(ParityReport report) throws Exception {
        send(Topics.PARITY, 0, report.company().getBytes(UTF_8), JSON.writeValueAsBytes(report));
    }

    @Test
    void sumsAreAddedOverSitesAndDaysAndDividedLast() throws Exception {
        LocalDate day = LocalDate.parse("2026-05-10");
        commit(
                cell("lfr", "GOT1", day, 90, 100, 1),
                cell("lfr", "MMA1", day, 1, 2, 1),
                cell("lfr", "GOT1", day.plusDays(1), 10, 10, 1),
                cell("lfr", "GOT1", day.minusDays(1), 30, 60, 1),
                cell("ira", "GOT1", day, 0, 0, 1),
                cell("age_due", "GOT1", "bucket:1-3", 7, 0),
                cell("age_due", "MMA1", "bucket:1-3", 2, 0));
        JsonNode board = board("", day, day.plusDays(1));
        JsonNode tile = tile(board, "lfr");
        assertThat(tile.path("value").asText()).isEqualTo("90.1786"); // 101 of 112
        assertThat(tile.path("numerator").asText()).isEqualTo("101");
        assertThat(tile.path("n").asLong()).isEqualTo(112);
        assertThat(tile.path("few").asBoolean()).isFalse();
        assertThat(tile.path("baselineNumerator").asText()).isEqualTo("30");
        assertThat(tile.path("trend")).hasSize(2);
        assertThat(tile.path("trend").path(1).path("denominator").asText()).isEqualTo("10");
        assertThat(tile.path("target").decimalValue()).isEqualByComparingTo("97.5");
        assertThat(tile(board, "ira").path("value").isNull()).isTrue();
        assertThat(tile(board, "age_due")
                        .path("buckets")
                        .path(2)
                        .path("numerator")
                        .asText())
                .isEqualTo("9");
    }

    @Test
    void aReaderSeesItsOwnWriteAndAMomentAgoAgain() throws Exception {
        LocalDate day = LocalDate.parse("2026-06-01");
        long before = commit(cell("lfr", "GOT1", day, 5, 10, 1));
        long position = lsn + 500;
        CompletableFuture<HttpResponse<String>> waiting = HTTP.sendAsync(
                get("/api/v1/kpi-board?from=" + day + "&to=" + day + "&after=" + position)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        Thread.sleep(300);
        assertThat(waiting.isDone()).isFalse();
        lsn = position;
        commit(cell("lfr", "GOT1", day, 6, 11, 2));
        HttpResponse<String> answer = waiting.get(5, TimeUnit.SECONDS);
        assertThat(value(JSON.readTree(answer.body()), "lfr")).isEqualTo("54.5455");
        assertThat(JSON.readTree(answer.body()).path("complete").path("lsn").asLong())
                .isGreaterThanOrEqualTo(position);

        JsonNode then = json(get("/api/v1/kpi-board?from=" + day + "&to=" + day + "&at=" + before));
        assertThat(value(then, "lfr")).isEqualTo("50.0000");
        JsonNode cells = json(get("/api/v1/kpi-cells?kpi=lfr&from=" + day + "&to=" + day + "&at=" + before));
        assertThat(cells.path("cells").path(0).path("numerator").asLong()).isEqualTo(5);
        assertThat(status(get("/api/v1/kpi-board?at=" + (before - 3_600_000_000L))))
                .isEqualTo(422);
        assertThat(status(get("/api/v1/kpi-board?after=" + Long.MAX_VALUE))).isEqualTo(504);
    }

    @Test
    void nobodySeesAnotherCompanyOrSite() throws Exception {
        LocalDate day = LocalDate.parse("2026-07-01");
        long commit = next();
        send(0, new KpiCell("lfr", 1, "OTHERCO", "GOT1", "day:" + day, 1, 1, 1, commit));
        send(1, cell("lfr", "GOT1", day, 50, 100, 1, commit));
        send(1, cell("lfr", "MMA1", day, 20, 40, 1, commit));
        complete(commit);
        JsonNode all = json(get("/api/v1/kpi-cells?kpi=lfr&from=" + day + "&to=" + day));
        assertThat(all.path("cells")).hasSize(2);
        JsonNode bo = json(get("/api/v1/kpi-cells?kpi=lfr&from=" + day + "&to=" + day, ErpCoreAtTheEdge.BO));
        assertThat(bo.path("cells")).hasSize(1);
        assertThat(bo.path("cells").path(0).path("site").asText()).isEqualTo("MMA1");
        assertThat(status(get("/api/v1/kpi-board?site=GOT1", ErpCoreAtTheEdge.BO)))
                .isEqualTo(403);
        assertThat(status(get("/api/v1/kpi-board").header("Setpoint-Company", "OTHERCO")))
                .isEqualTo(403);
        assertThat(status(get("/api/v1/kpi-board", "stolen"))).isEqualTo(401);
        assertThat(status(HttpRequest.newBuilder(URI.create(url + "/api/v1/kpi-board"))))
                .isEqualTo(401);
        assertThat(status(HttpRequest.newBuilder(URI.create(url + "/api/v1/kpi-stream"))))
                .isEqualTo(401);
    }

    @Test
    void theStreamTellsOfChangesOfOwnSitesAtMostTenTimesASecond() throws Exception {
        LocalDate day = LocalDate.parse("2026-08-01");
        commit(cell("lfr", "MMA1", day, 1, 1, 1));
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/v1/kpi-stream?company=HALDEN"))
                .header("Cookie", "setpoint_session=" + ErpCoreAtTheEdge.BO)
                .build();
        var response = HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        List<String> events = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
            String line;
            do {
                line = lines.readLine();
            } while (!"event: complete".equals(line));
            long from = System.nanoTime();
            for (int i = 2; i < 150; i++) {
                commit(cell("lfr", "MMA1", day, i, i, i), cell("lfr", "GOT1", day, 1, i, i));
            }
            String wanted = "\"numerator\":149";
            while (!line.contains(wanted)) {
                line = lines.readLine();
                if (line.startsWith("data:")) {
                    events.add(line);
                }
            }
            double seconds = (System.nanoTime() - from) / 1e9;
            assertThat(events.size()).isLessThanOrEqualTo((int) (seconds * 10) + 2);
        }
        assertThat(events).noneMatch(event -> event.contains("GOT1"));
        assertThat(events).anyMatch(event -> event.contains("\"cells\""));
    }

    @Test
    void everythingElseGoesToTheErpCoreUnchanged() throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(url + "/api/v1/orders/SO-1%C3%B6/cancel?why=a%20b&x="))
                        .header("Cookie", "setpoint_session=" + ErpCoreAtTheEdge.ANNA)
                        .header("Sec-Fetch-Site", "same-origin")
                        .header("Idempotency-Key", "k1")
                        .header("If-Match", "\"6\"")
                        .header("Setpoint-Company", "HALDEN")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"why\":\"ö\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Setpoint-Position")).contains("4711");
        assertThat(answer.headers().firstValue("ETag")).contains("\"7\"");
        assertThat(answer.body())
                .startsWith("POST /api/v1/orders/SO-1%C3%B6/cancel?why=a%20b&x=\n")
                .contains("authorization: Bearer " + ErpCoreAtTheEdge.ANNA)
                .contains("idempotency-key: k1")
                .contains("if-match: \"6\"")
                .contains("setpoint-company: HALDEN")
                .contains("content-length: 12")
                .doesNotContain("cookie:")
                .endsWith("\n{\"why\":\"ö\"}");
        HttpResponse<String> refused =
                HTTP.send(get("/api/v1/items/refused").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void aBrowserGetsItsTokenInTheCookieOnly() throws Exception {
        HttpRequest.Builder logIn = HttpRequest.newBuilder(URI.create(url + "/api/v1/sessions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"person\":\"anna\",\"password\":\"x\"}"));
        HttpResponse<String> program = HTTP.send(logIn.copy().build(), HttpResponse.BodyHandlers.ofString());
        assertThat(JSON.readTree(program.body()).path("token").asText()).isEqualTo(ErpCoreAtTheEdge.ANNA);
        HttpResponse<String> browser = HTTP.send(
                logIn.copy()
                        .header("Sec-Fetch-Site", "same-origin")
                        .header("Origin", url)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(browser.body()).doesNotContain(ErpCoreAtTheEdge.ANNA).contains("\"person\":\"anna\"");
        assertThat(browser.headers().firstValue("Set-Cookie").orElse(""))
                .startsWith("setpoint_session=" + ErpCoreAtTheEdge.ANNA + "; Path=/; Max-Age=")
                .contains("HttpOnly", "SameSite=Strict");
        HttpResponse<String> out = HTTP.send(
                HttpRequest.newBuilder(URI.create(url + "/api/v1/sessions/current"))
                        .header("Cookie", "setpoint_session=" + ErpCoreAtTheEdge.ANNA)
                        .header("Origin", url)
                        .DELETE()
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.headers().firstValue("Set-Cookie").orElse("")).contains("setpoint_session=;", "Max-Age=0");
    }

    @Test
    void aWriteFromAnotherSiteIsRefused() throws Exception {
        HttpRequest.Builder write = HttpRequest.newBuilder(URI.create(url + "/api/v1/orders"))
                .header("Cookie", "setpoint_session=" + ErpCoreAtTheEdge.ANNA)
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        assertThat(status(write.copy().header("Origin", "https://evil.example")))
                .isEqualTo(403);
        assertThat(status(write.copy().header("Sec-Fetch-Site", "cross-site"))).isEqualTo(403);
        assertThat(status(write.copy().header("Sec-Fetch-Site", "same-site"))).isEqualTo(403);
        assertThat(status(write.copy())).isEqualTo(403);
        assertThat(status(write.copy().header("Origin", url))).isEqualTo(200);
    }

    @Test
    void deepLinksOpenTheOnePageUnderAStrictPolicy() throws Exception {
        for (String place : List.of("/", "/board", "/queue", "/orders/SO-1000123", "/adjustments/new", "/login")) {
            HttpResponse<String> page = HTTP.send(
                    HttpRequest.newBuilder(URI.create(url + place)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).as(place).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "script-src 'self' 'sha256-", "frame-ancestors 'none'");
        }
        HttpResponse<String> library = HTTP.send(
                HttpRequest.newBuilder(URI.create(url + "/webjars/lit/3.3.2/index.js"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(library.statusCode()).isEqualTo(200);
        assertThat(library.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        assertThat(library.headers().firstValue("Content-Type").orElse("")).startsWith("text/javascript");
        for (String nothing : List.of("/ui/../logback-test.xml", "/ui/%2e%2e/x.js", "/ui/none.js", "/secret.txt")) {
            assertThat(status(HttpRequest.newBuilder(URI.create(url + nothing))))
                    .as(nothing)
                    .isIn(400, 404);
        }
    }

    @Test
    void aBrowserKeepsTheInterfacesFilesUntilOneOfThemChanges() throws Exception {
        String page = HTTP.send(
                        HttpRequest.newBuilder(URI.create(url + "/board")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher main =
                Pattern.compile("src=\"(/ui/v-[A-Za-z0-9_-]{43}/js/main.js)\"").matcher(page);
        assertThat(main.find()).as(page).isTrue();
        assertThat(page).doesNotContain("\"/ui/js/", "\"/ui/css/");
        assertThat(cacheControl(main.group(1))).isEqualTo("public, max-age=31536000, immutable");
        for (String unversioned : List.of("/board", "/ui/js/main.js", "/ui/v-of-before-the-upgrade/js/main.js")) {
            assertThat(cacheControl(unversioned)).as(unversioned).isEqualTo("no-cache");
        }
        assertThat(status(HttpRequest.newBuilder(URI.create(url + "/ui/v-any/../logback-test.xml"))))
                .isIn(400, 404);
    }

    @Test
    void withoutDruidTheBreakdownSaysSoAndTheBoardGoesOn() throws Exception {
        HttpResponse<String> answer =
                HTTP.send(get("/api/v1/kpis/lfr/breakdown?by=category").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("/problems/druid-away");
        assertThat(status(get("/api/v1/kpis/lfr/breakdown?by=nonsense"))).isEqualTo(422);
        assertThat(status(get("/api/v1/kpis/nonsense/breakdown"))).isEqualTo(404);
        assertThat(status(get("/api/v1/kpi-board"))).isEqualTo(200);
        assertThat(status(get("/api/v1/kpis"))).isEqualTo(200);
        JsonNode platform = json(get("/api/v1/platform"));
        assertThat(platform.path("druid").path("answers").asBoolean()).isFalse();
        assertThat(platform.path("cells").path("trouble").asText()).isEmpty();
    }

    @Test
    void whenTheErpCoreIsAwayAProblemSaysSo() throws Exception {
        int port = TestKafka.freePort();
        Path yaml = folder.resolve("lonely.yml");
        Files.writeString(
                yaml,
                Files.readString(folder.resolve("dashboards.yml"))
                        .replaceAll("erpCore: .*", "erpCore: {url: \"http://127.0.0.1:" + port + "\"}"));
        try (Dashboards lonely = Dashboards.start(yaml)) {
            String at = "http://127.0.0.1:" + lonely.port();
            for (String path : List.of("/api/v1/orders", "/api/v1/kpi-board")) {
                HttpResponse<String> answer = HTTP.send(
                        HttpRequest.newBuilder(URI.create(at + path))
                                .header("Authorization", "Bearer x")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(path).isEqualTo(503);
                assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
                assertThat(answer.body()).contains("/problems/erp-core-away");
            }
        }
    }

    private static KpiCell cell(
            String kpi, String site, LocalDate day, long numerator, long denominator, long revision) {
        return cell(kpi, site, day, numerator, denominator, revision, 0);
    }

    private static KpiCell cell(
            String kpi, String site, LocalDate day, long numerator, long denominator, long revision, long at) {
        return new KpiCell(kpi, 1, "HALDEN", site, "day:" + day, numerator, denominator, revision, at);
    }

    private static KpiCell cell(String kpi, String site, String window, long numerator, long denominator) {
        return new KpiCell(kpi, 1, "HALDEN", site, window, numerator, denominator, 1, 0);
    }

    /** Sends cells of one commit, completes it and waits until it is shown. */
    private static long commit(KpiCell... cells) throws Exception {
        long commit = next();
        for (KpiCell cell : cells) {
            send(
                    Math.floorMod(cell.key().hashCode(), PARTITIONS),
                    new KpiCell(
                            cell.kpi(),
                            Kpi.ofId(cell.kpi()).orElseThrow().version(),
                            cell.company(),
                            cell.site(),
                            cell.window(),
                            cell.numerator(),
                            cell.denominator(),
                            cell.revision(),
                            commit));
        }
        complete(commit);
        await(() -> json(get("/api/v1/platform")).path("complete").path("stamp").asLong() >= commit);
        return commit;
    }

    private static long next() {
        stamp = Math.max(stamp + 1, now());
        lsn += 100;
        return stamp;
    }

    private static void complete(long commit) throws Exception {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            promise(partition, commit);
        }
        mark(commit);
    }

    private static void promise(int partition, long commit) throws Exception {
        send(
                Topics.KPI_CELLS,
                partition,
                (KpiCell.COMPLETE_PREFIX + "0").getBytes(UTF_8),
                JSON.writeValueAsBytes(new KpiCell.Complete(commit, 0, 1)));
    }

    private static void mark(long commit) throws Exception {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    Topics.EVENTS, partition, null, JSON.writeValueAsBytes(new Marker(commit, lsn)));
            record.headers().add(EventHeaders.TYPE, Marker.TYPE.getBytes(UTF_8));
            producer.send(record).get(10, TimeUnit.SECONDS);
        }
    }

    private static void send(int partition, KpiCell cell) throws Exception {
        send(Topics.KPI_CELLS, partition, cell.key().getBytes(UTF_8), JSON.writeValueAsBytes(cell));
    }

    private static void send(String topic, int partition, byte[] key, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topic, partition, key, value)).get(10, TimeUnit.SECONDS);
    }

    private static JsonNode board(String site, LocalDate from, LocalDate to) throws Exception {
        return json(get("/api/v1/kpi-board?site=" + site + "&from=" + from + "&to=" + to));
    }

    private static JsonNode tile(JsonNode board, String kpi) {
        for (JsonNode tile : board.path("tiles")) {
            if (tile.path("kpi").asText().equals(kpi)) {
                return tile;
            }
        }
        throw new AssertionError("no tile " + kpi + " in " + board);
    }

    private static String value(JsonNode board, String kpi) {
        return tile(board, kpi).path("value").asText();
    }

    private static HttpRequest.Builder get(String path) {
        return get(path, ErpCoreAtTheEdge.ANNA);
    }

    private static HttpRequest.Builder get(String path, String token) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + token);
    }

    private static JsonNode json(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static String cacheControl(String path) throws Exception {
        HttpResponse<String> answer =
                HTTP.send(HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.headers().firstValue("Cache-Control").orElse("");
    }

    private static int status(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) throws Exception {
        Instant until = Instant.now().plusSeconds(20);
        while (!condition.call()) {
            assertThat(Instant.now()).isBefore(until);
            Thread.sleep(10);
        }
    }

    private static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
