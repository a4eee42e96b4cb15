package io.setpoint.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.setpoint.platform.client.ErpApi;
import io.setpoint.platform.client.ErpSession;
import io.setpoint.platform.client.HistoryCount;
import io.setpoint.platform.fixtures.PlatformFixture;
import io.setpoint.platform.installation.Installation;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An analyst of one company against the rows of another, straight at Druid, with a list of attacks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnalystAccessIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TABLE = "count_line_facts";
    private static final String PASSWORD = "of-no-importance";

    private final PlatformFixture platform = PlatformFixture.shared();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String mine = "MINE" + ThreadLocalRandom.current().nextInt(100_000, 1_000_000);
    private final String theirs = "THEIRS" + ThreadLocalRandom.current().nextInt(100_000, 1_000_000);

    @BeforeAll
    void twoCompaniesHaveCountedAtTwoSites() throws Exception {
        for (String company : List.of(mine, theirs)) {
            counted(company);
        }
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        String all = "select count(*) as n from " + TABLE + " where company in ('" + mine + "', '" + theirs + "')";
        JsonNode answer = sql(platform.installation().druidAuthorization(), all);
        while (answer.path(0).path("n").asInt() != 4 && System.nanoTime() < end) {
            Thread.sleep(200);
            answer = sql(platform.installation().druidAuthorization(), all);
        }
        assertThat(answer.path(0).path("n").asInt()).as(answer.toString()).isEqualTo(4);
    }

    @Test
    void anAnalystReadsTheRowsOfHisCompanyByPasswordAndByToken() throws Exception {
        String own = "select company, count(*) as n from " + TABLE + " group by 1";

        for (String credentials : List.of(basic(analyst(mine), PASSWORD), bearer(analyst(mine)))) {
            JsonNode answer = sql(credentials, own);
            assertThat(answer).as(answer.toString()).hasSize(1);
            assertThat(answer.path(0).path("company").asText()).isEqualTo(mine);
            assertThat(answer.path(0).path("n").asInt()).isEqualTo(2);
        }
    }

    @Test
    void anAnalystOfOneSiteReadsItsRowsOnly() throws Exception {
        JsonNode answer =
                sql(basic(siteAnalyst(mine), PASSWORD), "select site, count(*) as n from " + TABLE + " group by 1");

        assertThat(answer).as(answer.toString()).hasSize(1);
        assertThat(answer.path(0).path("site").asText()).isEqualTo("S2");
    }

    @Test
    void whoMayNotQueryReadsNothing() throws Exception {
        assertThat(post("/druid/v2/sql", basic(picker(mine), PASSWORD), query("select count(*) from " + TABLE))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void jdbcGivesTheSameRowsAndAWrongPasswordNone() throws SQLException {
        try (Connection connection = jdbc(analyst(mine), PASSWORD);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select distinct company from " + TABLE)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo(mine);
            assertThat(rows.next()).isFalse();
        }
        assertThatThrownBy(() -> {
                    try (Connection connection = jdbc(analyst(mine), "wrong");
                            Statement statement = connection.createStatement()) {
                        statement.executeQuery("select 1");
                    }
                })
                .isInstanceOf(SQLException.class);
    }

    List<String> attacks() {
        String t = TABLE;
        return List.of(
                "select * from " + t,
                "select * from " + t + " where company = 'THEIRS'",
                "select * from " + t + " where company = 'THEIRS' or 1 = 1",
                "select * from " + t + " where company <> '' or company is null",
                "select company, count(*) from " + t + " group by company",
                "select distinct company from " + t,
                "select max(company), min(company) from " + t,
                "select string_agg(distinct company, ',', 1000) from " + t,
                "select a.company, b.company from " + t + " a join " + t + " b on a.item = b.item",
                "select a.company, b.company from " + t + " a cross join " + t + " b",
                "select b.company from (select 'I-1' as item) a left join " + t + " b on a.item = b.item",
                "select company from " + t + " union all select company from " + t,
                "select company from (select company from " + t + " union all select company from " + t + ")",
                "select company from (select * from " + t + ") where company = 'THEIRS'",
                "with x as (select * from " + t + ") select company from x",
                "select company from " + t + " where item in (select item from " + t + " where company = 'THEIRS')",
                "select company from " + t + " where exists (select 1 from " + t + " b where b.company = 'THEIRS')",
                "select (select max(company) from " + t + " where company = 'THEIRS') as company",
                "select company from TABLE(APPEND('" + t + "'))",
                "select company from TABLE(APPEND('" + t + "', '" + t + "'))",
                "select company from druid." + t,
                "select company from \"" + t + "\" as \"" + t + "\"",
                "select 'x' as company, countId from " + t + " where countId like '%THEIRS%'",
                "select countId from " + t + " where parse_json(countId) is not null",
                "select countId from " + t + " where 1 / (case when company = 'THEIRS' then 0 else 1 end) = 1",
                "select company, row_number() over (order by company) from " + t,
                "select company from " + t + " order by company limit 10 offset 0",
                "explain plan for select company from " + t,
                "select * from sys.segments",
                "select * from sys.servers",
                "select * from sys.tasks",
                "select * from INFORMATION_SCHEMA.COLUMNS",
                "select * from INFORMATION_SCHEMA.TABLES");
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void noSqlShowsARowOfTheOtherCompany(String attack) throws Exception {
        String text = attack.replace("'THEIRS'", "'" + theirs + "'").replace("%THEIRS%", "%" + theirs + "%");

        for (String format : List.of("object", "csv")) {
            ObjectNode body = query(text);
            body.put("resultFormat", format);
            assertTellsNothing(post("/druid/v2/sql", basic(analyst(mine), PASSWORD), body), text);
        }
        try (Connection connection = jdbc(analyst(mine), PASSWORD);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(text)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    assertThat(String.valueOf(rows.getString(i))).as(text).doesNotContain(theirs);
                }
            }
        } catch (SQLException e) {
            assertThat(String.valueOf(e.getMessage()).replace(text, ""))
                    .as(text)
                    .doesNotContain("CC-" + theirs);
        }
    }

    @Test
    void whatJdbcTellsOfTablesAndColumnsNamesNothingOfTheOtherCompany() throws SQLException {
        try (Connection connection = jdbc(analyst(mine), PASSWORD)) {
            DatabaseMetaData told = connection.getMetaData();
            List<String> texts = new ArrayList<>();
            for (ResultSet rows : List.of(
                    told.getCatalogs(),
                    told.getSchemas(),
                    told.getTableTypes(),
                    told.getTables(null, null, "%", null),
                    told.getTables(null, "%", TABLE, new String[] {"TABLE"}),
                    told.getColumns(null, null, "%", "%"),
                    told.getColumns(null, "druid", TABLE, "company"))) {
                try (rows) {
                    int columns = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        for (int i = 1; i <= columns; i++) {
                            texts.add(String.valueOf(rows.getString(i)));
                        }
                    }
                }
            }
            assertThat(texts).contains(TABLE, "company").noneMatch(text -> text.contains(theirs));
        }
    }

    @Test
    void aFilterThatFailsOnARowOfTheOtherCompanyDoesNotFail() throws Exception {
        String text = "select countId from " + TABLE + " where 1 / (case when company = '" + theirs
                + "' then 0 else 1 end) = 1";

        HttpResponse<String> answer = post("/druid/v2/sql", basic(analyst(mine), PASSWORD), query(text));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body())).hasSize(2);
    }

    List<String> nativeAttacks() {
        String interval = "'intervals': ['1970-01-01/2100-01-01']";
        String scan = "{'queryType': 'scan', 'dataSource': %s, " + interval + "%s}";
        String table = "{'type': 'table', 'name': 'count_line_facts'}";
        return List.of(
                scan.formatted("'count_line_facts'", ""),
                scan.formatted(table, ""),
                scan.formatted("{'type': 'union', 'dataSources': ['count_line_facts', 'count_line_facts']}", ""),
                scan.formatted("{'type': 'query', 'query': " + scan.formatted("'count_line_facts'", "") + "}", ""),
                scan.formatted("{'type': 'restrict', 'base': " + table + ", 'policy': {'type': 'noRestriction'}}", ""),
                scan.formatted(
                        "'count_line_facts'",
                        ", 'virtualColumns': [{'type': 'expression', 'name': 'company', 'expression': \"'MINE'\","
                                + " 'outputType': 'STRING'}]"),
                scan.formatted(
                        "'count_line_facts'",
                        ", 'filter': {'type': 'selector', 'dimension': 'company', 'value': 'THEIRS'}"),
                scan.formatted("'count_line_facts'", ", 'context': {'policy': 'none', 'authorized': true}"),
                "{'queryType': 'topN', 'dataSource': 'count_line_facts', 'dimension': 'company', 'threshold': 100,"
                        + " 'metric': 'n', 'granularity': 'all', 'aggregations': [{'type': 'count', 'name': 'n'}], "
                        + interval + "}",
                "{'queryType': 'groupBy', 'dataSource': 'count_line_facts', 'dimensions': ['company', 'countId'],"
                        + " 'granularity': 'all', 'aggregations': [], " + interval + "}",
                "{'queryType': 'search', 'dataSource': 'count_line_facts', 'granularity': 'all', 'searchDimensions':"
                        + " ['company'], 'query': {'type': 'contains', 'value': ''}, " + interval + "}",
                "{'queryType': 'segmentMetadata', 'dataSource': 'count_line_facts', 'analysisTypes': ['minmax',"
                        + " 'cardinality'], " + interval + "}",
                "{'queryType': 'dataSourceMetadata', 'dataSource': 'count_line_facts'}",
                "{'queryType': 'timeBoundary', 'dataSource': 'count_line_facts'}");
    }

    @ParameterizedTest
    @MethodSource("nativeAttacks")
    void noNativeQueryShowsARowOfTheOtherCompany(String attack) throws Exception {
        String text = attack.replace("'THEIRS'", "'" + theirs + "'").replace("'MINE'", "'" + mine + "'");
        String body = text.contains("\"'") ? text.replace("\"'", "\u0001").replace("'\"", "\u0002") : text;
        String quoted = body.replace('\'', '"').replace("\u0001", "\"'").replace("\u0002", "'\"");

        assertTellsNothing(
                post("/druid/v2", basic(analyst(mine), PASSWORD), (ObjectNode) JSON.readTree(quoted)), quoted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into count_line_facts select * from count_line_facts partitioned by all",
                "replace into count_line_facts overwrite all select * from count_line_facts partitioned by all",
                "drop table count_line_facts"
            })
    void anAnalystCannotWrite(String attack) throws Exception {
        assertThat(post("/druid/v2/sql", basic(analyst(mine), PASSWORD), query(attack))
                        .statusCode())
                .isBetween(400, 501);
        assertThat(sql(
                                platform.installation().druidAuthorization(),
                                "select count(*) as n from " + TABLE + " where company = '" + theirs + "'")
                        .path(0)
                        .path("n")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void everythingButAQueryToTheBrokerIsRefused() throws Exception {
        Installation at = platform.installation();
        List<URI> addresses = new ArrayList<>();
        for (String path : List.of(
                "/status/properties",
                "/druid/v2/datasources",
                "/druid/v2/candidates",
                "/druid/v2/sql/task",
                "/druid/v2/sql/",
                "/druid/broker/v1/loadstatus")) {
            addresses.add(at.druidBroker().resolve(path));
        }
        for (String path : List.of(
                "/druid/indexer/v1/supervisor",
                "/druid/indexer/v1/tasks",
                "/druid/coordinator/v1/metadata/datasources",
                "/druid/coordinator/v1/config",
                "/status/properties")) {
            addresses.add(at.druidCoordinator().resolve(path));
        }

        for (URI address : addresses) {
            assertThat(get(address, basic(analyst(mine), PASSWORD)))
                    .as("%s, as an analyst", address)
                    .isIn(403, 405);
            assertThat(get(address, null)).as("%s, as nobody", address).isIn(401, 403, 405);
            assertThat(get(address, basic("setpoint", "guess")))
                    .as("%s, with a guessed password", address)
                    .isEqualTo(401);
        }
        assertThat(post("/druid/v2/sql", null, query("select 1")).statusCode()).isEqualTo(401);
        assertThat(post("/druid/v2/sql", "Bearer guess", query("select 1")).statusCode())
                .isEqualTo(401);
        ObjectNode unlimited = query("select 1");
        unlimited.putObject("context").put("maxSubqueryBytes", "unlimited");
        assertThat(post("/druid/v2/sql", basic(analyst(mine), PASSWORD), unlimited)
                        .statusCode())
                .isEqualTo(403);
    }

    private void assertTellsNothing(HttpResponse<String> answer, String attack) {
        String told = answer.body().replace(JSON.valueToTree(attack).toString(), "");
        assertThat(told).as(attack).doesNotContain("CC-" + theirs);
        if (answer.statusCode() == 200) {
            assertThat(told).as(attack).doesNotContain(theirs);
        }
    }

    /** A company of two sites, each of which has counted one line; people who may query all, one site, and nothing. */
    private void counted(String company) {
        ErpApi erp = new ErpApi(platform.installation().erpCore());
        String password = platform.installation().folder().secrets().administrator();
        erp.logIn(Installation.ADMINISTRATOR, password)
                .post("/companies", Map.of("company", company, "name", company, "currency", "EUR", "zone", "UTC"));
        ErpSession administrator =
                erp.logIn(Installation.ADMINISTRATOR, password).in(company);
        for (String site : List.of("S1", "S2")) {
            administrator.post(
                    "/sites",
                    Map.of(
                            "site",
                            site,
                            "name",
                            site,
                            "zone",
                            "UTC",
                            "bins",
                            List.of("A-01"),
                            "adjustmentLimit",
                            "500",
                            "adjustmentDailyLimit",
                            "1500"));
        }
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
        person(administrator, migrator(company), Map.of("role", "data-migration"));
        person(administrator, analyst(company), Map.of("role", "analyst"));
        person(administrator, siteAnalyst(company), Map.of("role", "analyst", "site", "S2"));
        person(administrator, picker(company), Map.of("role", "warehouse"));
        ErpSession migration = erp.logIn(migrator(company), PASSWORD).in(company);
        Instant when = Instant.now().minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
        for (String site : List.of("S1", "S2")) {
            HistoryCount count = new HistoryCount(
                    "CC-" + company + "-" + site,
                    site,
                    "PLANNED",
                    when,
                    List.of(new HistoryCount.Line(
                            1,
                            "I-1",
                            "A-01",
                            new BigDecimal("5"),
                            new BigDecimal("4"),
                            BigDecimal.TEN,
                            migrator(company),
                            1,
                            when)));
            assertThat(migration
                            .post("/history/counts", Map.of("counts", List.of(count)))
                            .body()
                            .toString())
                    .contains("IMPORTED");
        }
    }

    private static void person(ErpSession administrator, String person, Map<String, String> role) {
        administrator.post(
                "/persons",
                Map.of(
                        "person", person,
                        "name", person,
                        "password", PASSWORD,
                        "machine", false,
                        "grants", List.of(role)));
    }

    private static String migrator(String company) {
        return company.toLowerCase(Locale.ROOT);
    }

    private static String analyst(String company) {
        return migrator(company) + "-a";
    }

    private static String siteAnalyst(String company) {
        return migrator(company) + "-s";
    }

    private static String picker(String company) {
        return migrator(company) + "-p";
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private String bearer(String person) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(platform.installation().erpCore().resolve("/api/v1/sessions"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.createObjectNode()
                                .put("person", person)
                                .put("password", PASSWORD)
                                .toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return "Bearer " + JSON.readTree(answer.body()).path("token").asText();
    }

    private Connection jdbc(String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("sqlTimeZone", "Etc/UTC");
        return DriverManager.getConnection(platform.installation().druidJdbcUrl(), properties);
    }

    private static ObjectNode query(String sql) {
        return JSON.createObjectNode().put("query", sql);
    }

    private JsonNode sql(String authorization, String query) throws IOException, InterruptedException {
        return JSON.readTree(post("/druid/v2/sql", authorization, query(query)).body());
    }

    private HttpResponse<String> post(String path, @Nullable String authorization, ObjectNode body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        platform.installation().druidBroker().resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private int get(URI address, @Nullable String authorization) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
    }
}
