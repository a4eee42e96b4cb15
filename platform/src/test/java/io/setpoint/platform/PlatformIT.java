package io.setpoint.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.setpoint.contracts.kpi.FactGrain;
import io.setpoint.platform.client.ErpApi;
import io.setpoint.platform.client.ErpSession;
import io.setpoint.platform.client.HistoryAdjustment;
import io.setpoint.platform.client.HistoryCount;
import io.setpoint.platform.client.HistoryOrder;
import io.setpoint.platform.fixtures.PlatformFixture;
import io.setpoint.platform.fixtures.PlatformFixture.Outcome;
import io.setpoint.platform.installation.Installation;
import io.setpoint.platform.installation.Ports;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform as its commands show it. */
class PlatformIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PARTS =
            List.of("postgres", "kafka", "druid", "erp-core", "ingest", "streaming", "dashboards", "parity");

    /** Questions of the analysts' page to which nothing is the answer where all went well, from 0. */
    private static final int OPEN_PAST_PROMISE = 2;

    private static final int TOLD_DIFFERENTLY = 6;

    private final PlatformFixture platform = PlatformFixture.shared();

    @TempDir
    Path temp;

    @Test
    void statusShowsEveryPartWithAddressMemoryLagAndLog() throws Exception {
        Outcome text = platform.run("status");
        Outcome json = platform.run("status", "--json");

        assertThat(text.code()).as(text.toString()).isZero();
        assertThat(json.code()).isZero();
        JsonNode root = JSON.readTree(json.out());
        assertThat(root.path("well").asBoolean()).isTrue();
        assertThat(root.path("parts").findValuesAsText("name")).containsExactlyElementsOf(PARTS);
        assertThat(root.path("parts").findValuesAsText("state")).containsOnly("UP");
        for (JsonNode part : root.path("parts")) {
            assertThat(part.path("memoryMiB").asLong())
                    .as(part.path("name").asText())
                    .isPositive();
            assertThat(Path.of(part.path("log").asText())).exists();
            assertThat(text.out()).contains(part.path("url").asText());
        }
        assertThat(root.path("memoryMiB").asLong()).isBetween(300L, 4096L);
    }

    @Test
    void aCountStandsInDruidSecondsAfterItsCommit() throws Exception {
        String company = countedOneShort();

        String variance = "SELECT SUM(sign * varianceAbs) AS v FROM " + FactGrain.COUNT_LINE.dataSource()
                + " WHERE company = '" + company + "'";
        long seen = eventually(Duration.ofSeconds(60), () -> {
            JsonNode answer = sql(variance);
            long found = answer.path(0).path("v").asLong();
            assertThat(found).as(answer.toString()).isNotZero();
            return found;
        });
        assertThat(seen).as("1 piece at 10.0000, in ten-thousandths").isEqualTo(100_000);
    }

    @Test
    void aNumberOnTheBoardIsReplayedFromTheEventsOfItsDocuments() throws Exception {
        String company = countedOneShort();
        ErpSession controller = new ErpApi(platform.installation().dashboards())
                .logIn(
                        Installation.ADMINISTRATOR,
                        platform.installation().folder().secrets().administrator())
                .in(company);
        String period = "?from=" + LocalDate.now(ZoneOffset.UTC).minusDays(10) + "&to=" + LocalDate.now(ZoneOffset.UTC);

        JsonNode replay = eventually(Duration.ofSeconds(60), () -> {
            JsonNode answer = controller.get("/kpis/iva/replay" + period);
            assertThat(answer.path("served").path("numerator").asText()).isEqualTo("100000");
            return answer;
        });

        assertThat(replay.path("equal").asBoolean()).as(replay.toString()).isTrue();
        assertThat(replay.path("replayed")).isEqualTo(replay.path("served"));
        assertThat(replay.path("documents").asInt()).isEqualTo(1);
        assertThat(replay.path("first")).hasSize(1);
        assertThat(replay.path("first").path(0).path("type").asText())
                .isEqualTo("setpoint.inventory.count-completed.v1");
        long before = replay.path("first").path(0).path("stamp").asLong() - 1;
        JsonNode known = controller.get("/kpis/iva/replay" + period + "&at=" + before);
        assertThat(known.path("replayed").path("numerator").asText()).isEqualTo("0");
        assertThat(known.path("events").asInt()).isZero();
        HttpResponse<String> withoutToken = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                                        + platform.installation().ports().replay() + "/replay"))
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(withoutToken.statusCode()).isEqualTo(401);
    }

    @Test
    void byAnotherCatalogueEverythingIsComputedAnewFromTheLog() throws Exception {
        String company = countedOneShort();
        soldAndAdjusted(company);
        platform.run("stop");
        Path catalogue = platform.installation().folder().catalogue();
        String before = Files.readString(catalogue);
        Files.writeString(catalogue, "of another release");

        platform.start();

        assertThat(Files.readString(catalogue)).isEqualTo(before).hasSizeGreaterThan(60);
        long variance = eventually(Duration.ofSeconds(90), () -> {
            long found = sql("SELECT SUM(sign * varianceAbs) AS v FROM " + FactGrain.COUNT_LINE.dataSource()
                            + " WHERE company = '" + company + "'")
                    .path(0)
                    .path("v")
                    .asLong();
            assertThat(found).isNotZero();
            return found;
        });
        assertThat(variance).isEqualTo(100_000);
        Outcome parity = platform.run("parity");
        assertThat(parity.code()).as(parity.toString()).isZero();
    }

    @Test
    void theMonitorSaysThatTheFourWaysAgree() throws Exception {
        String company = countedOneShort();
        ErpSession controller = new ErpApi(platform.installation().dashboards())
                .logIn(
                        Installation.ADMINISTRATOR,
                        platform.installation().folder().secrets().administrator())
                .in(company);

        JsonNode parity = eventually(Duration.ofMinutes(4), () -> {
            JsonNode answer = controller.get("/parity");
            assertThat(answer.path("cells").asInt()).as(answer.toString()).isPositive();
            return answer;
        });

        assertThat(parity.path("state").asText()).as(parity.toString()).isEqualTo("AGREES");
        assertThat(parity.path("differing").asInt()).isZero();
    }

    @Test
    void everyQuestionOfTheAnalystsPageIsAnswered() throws Exception {
        String company = countedOneShort();
        soldAndAdjusted(company);
        List<String> questions = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/analysts.md")))
                .results()
                .map(found -> found.group(1).replace("'NI'", "'" + company + "'"))
                .toList();
        assertThat(questions).hasSize(10).allMatch(question -> question.contains(company));

        for (int i = 0; i < questions.size(); i++) {
            String question = questions.get(i);
            boolean rowsExpected = i != OPEN_PAST_PROMISE && i != TOLD_DIFFERENTLY;
            eventually(Duration.ofSeconds(60), () -> {
                JsonNode answer = sql(question);
                assertThat(answer.isArray()).as(question + answer).isTrue();
                assertThat(answer.isEmpty()).as(question).isNotEqualTo(rowsExpected);
                return answer;
            });
        }
        JsonNode differences = eventually(Duration.ofSeconds(60), () -> {
            JsonNode rows = sql(questions.get(7));
            assertThat(rows).hasSize(1);
            return rows.path(0);
        });
        assertThat(differences.path("net").asDouble()).isEqualTo(-10);
        assertThat(differences.path("absolute").asDouble()).isEqualTo(10);
        assertThat(differences.path("absoluteShare").asDouble()).isEqualTo(20);
        JsonNode accuracy = sql(questions.get(8)).path(0);
        assertThat(accuracy.path("linesCounted").asLong()).isEqualTo(1);
        assertThat(accuracy.path("recordAccuracy").asDouble()).isZero();
    }

    /** A new company in which 4 pieces at 10 were counted where the book had 5. */
    private String countedOneShort() {
        String company = "PLAT" + ThreadLocalRandom.current().nextInt(100_000, 1_000_000);
        ErpSession migration = companyWithOneItem(company);
        Instant when = Instant.now().minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
        HistoryCount count = new HistoryCount(
                "CC-" + company,
                "S1",
                "PLANNED",
                when,
                List.of(new HistoryCount.Line(
                        1,
                        "I-1",
                        "A-01",
                        new BigDecimal("5"),
                        new BigDecimal("4"),
                        BigDecimal.TEN,
                        company.toLowerCase(Locale.ROOT),
                        1,
                        when)));

        assertThat(migration
                        .post("/history/counts", Map.of("counts", List.of(count)))
                        .body()
                        .toString())
                .contains("IMPORTED");
        return company;
    }

    /** An order of 3 of which 2 could be shipped, in time, and 1 piece taken out of the books. */
    private void soldAndAdjusted(String company) {
        ErpApi erp = new ErpApi(platform.installation().erpCore());
        erp.logIn(
                        Installation.ADMINISTRATOR,
                        platform.installation().folder().secrets().administrator())
                .in(company)
                .post(
                        "/customers",
                        Map.of(
                                "customers",
                                List.of(Map.of("customer", "C-1", "name", "Customer", "customerClass", "A"))));
        ErpSession migration = erp.logIn(personOf(company), "of-no-importance").in(company);
        Instant when = Instant.now().minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
        LocalDate due = LocalDate.ofInstant(when, ZoneOffset.UTC).plusDays(1);
        BigDecimal two = BigDecimal.valueOf(2);
        BigDecimal three = BigDecimal.valueOf(3);
        HistoryOrder order = new HistoryOrder(
                "SO-" + company,
                "S1",
                "C-1",
                "DESK",
                "STANDARD",
                null,
                when,
                due,
                due,
                when.plusSeconds(60),
                List.of(new HistoryOrder.Line(1, "I-1", three, BigDecimal.valueOf(20), three)),
                List.of(new HistoryOrder.Cancellation(1, BigDecimal.ONE, "SHORTAGE", when.plusSeconds(120))),
                List.of(new HistoryOrder.Shipment(
                        "SH-" + company,
                        when.plusSeconds(3_600),
                        "PostNord",
                        List.of(new HistoryOrder.ShippedLine(1, two)),
                        null,
                        null)));
        HistoryAdjustment adjustment = new HistoryAdjustment(
                "ADJ-" + company,
                "S1",
                "I-1",
                "A-01",
                BigDecimal.ONE.negate(),
                BigDecimal.TEN,
                "DAMAGE",
                null,
                false,
                null,
                null,
                null,
                personOf(company),
                null,
                null,
                when,
                when);
        assertThat(migration
                        .post("/history/orders", Map.of("orders", List.of(order)))
                        .body()
                        .toString())
                .contains("IMPORTED");
        assertThat(migration
                        .post("/history/adjustments", Map.of("adjustments", List.of(adjustment)))
                        .body()
                        .toString())
                .contains("IMPORTED");
    }

    /** Founded by the administrator; the answer is the log-in of one who brings history in. */
    private ErpSession companyWithOneItem(String company) {
        ErpApi erp = new ErpApi(platform.installation().erpCore());
        String password = platform.installation().folder().secrets().administrator();
        erp.logIn(Installation.ADMINISTRATOR, password)
                .post("/companies", Map.of("company", company, "name", company, "currency", "EUR", "zone", "UTC"));
        ErpSession administrator =
                erp.logIn(Installation.ADMINISTRATOR, password).in(company);
        administrator.post(
                "/sites",
                Map.of(
                        "site", "S1",
                        "name", "One",
                        "zone", "UTC",
                        "bins", List.of("A-01"),
                        "adjustmentLimit", "500",
                        "adjustmentDailyLimit", "1500"));
        administrator.post(
                "/items",
                Map.of(
                        "items",
                        List.of(Map.of(
                                "item", "I-1",
                                "name", "Item",
                                "category", "Tools",
                                "abc", "A",
                                "unit", "EA",
                                "price", "20",
                                "cost", "10"))));
        administrator.post(
                "/persons",
                Map.of(
                        "person",
                        personOf(company),
                        "name",
                        "Migration",
                        "password",
                        "of-no-importance",
                        "machine",
                        false,
                        "grants",
                        List.of(Map.of("role", "data-migration"))));
        return erp.logIn(company.toLowerCase(Locale.ROOT), "of-no-importance").in(company);
    }

    private static String personOf(String company) {
        return company.toLowerCase(Locale.ROOT);
    }

    @Test
    void postgresWritesEveryCommitToTheDisk() throws Exception {
        try (Connection connection = platform.installation().owner();
                Statement statement = connection.createStatement()) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                try (ResultSet row = statement.executeQuery("show " + setting)) {
                    row.next();
                    assertThat(row.getString(1)).as(setting).isEqualTo("on");
                }
            }
        }
    }

    @Test
    void aPasswordIsAskedForByTheDatabase() {
        assertThat(catchThrowable(() ->
                        DriverManager.getConnection(platform.installation().databaseUrl(), "setpoint", "guess")))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void aSecondStartOnTheSameFolderIsRefusedInOneSentence() {
        Outcome outcome = platform.run("start");

        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.err())
                .startsWith("setpoint: Setpoint already runs on ")
                .hasLineCount(1);
        assertThat(platform.run("status").code()).isZero();
    }

    @Test
    void portsInUseAreRefusedInOneSentenceAndNothingIsLeftRunning() {
        Path other = temp.resolve("other");

        Outcome outcome = PlatformFixture.command(List.of(
                "start",
                "--data",
                other.toString(),
                "--port-base",
                Integer.toString(platform.installation().ports().base())));

        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.err()).matches("setpoint: Port [0-9]+ for .* is in use by another program; [^\n]*\n");
        assertThat(PlatformFixture.processesOf(other)).isEmpty();
    }

    @Test
    void aFolderThatIsNotSetpointsIsRefusedInOneSentence() throws Exception {
        Files.writeString(temp.resolve("thesis.tex"), "mine");

        Outcome outcome = PlatformFixture.command(List.of(
                "start",
                "--data",
                temp.toString(),
                "--port-base",
                Integer.toString(Ports.unused().base())));

        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.err()).contains("is not a data folder of Setpoint").hasLineCount(1);
        assertThat(temp.resolve("thesis.tex")).exists();
        assertThat(PlatformFixture.processesOf(temp)).isEmpty();
    }

    private JsonNode sql(String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        platform.installation().druidBroker().resolve("/druid/v2/sql"))
                .header("Authorization", platform.installation().druidAuthorization())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        JSON.createObjectNode().put("query", query).toString()))
                .build();
        return JSON.readTree(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static <T> T eventually(Duration limit, Callable<T> check) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                return check.call();
            } catch (AssertionError e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                Thread.sleep(200);
            }
        }
    }
}
