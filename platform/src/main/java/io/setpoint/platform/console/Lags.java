package io.setpoint.platform.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.setpoint.platform.analytics.FactIngestion;
import io.setpoint.platform.installation.Installation;
import io.setpoint.platform.installation.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** How far behind each part is, in its own unit. */
final class Lags {
    static final Lags UNKNOWN = new Lags(Map.of());

    private final Map<String, String> lags;

    private Lags(Map<String, String> lags) {
        this.lags = lags;
    }

    static Lags measure(Installation installation) {
        Map<String, String> lags = new HashMap<>();
        measure(lags, "ingest", () -> bytesBehind(installation));
        measure(lags, "streaming", () -> completeTo(installation));
        measure(lags, "druid", () -> {
            long rows = new FactIngestion(installation).lag();
            return rows < 0 ? "not known yet" : rows + " rows";
        });
        return new Lags(lags);
    }

    /** How much of the write-ahead log the capture has not carried to Kafka yet. */
    private static String bytesBehind(Installation installation) throws SQLException {
        try (Connection connection = installation.owner();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), confirmed_flush_lsn)::bigint
                          from pg_replication_slots
                         where slot_name = 'setpoint'
                        """)) {
            return row.next() ? row.getLong(1) / 1024 + " KiB of log" : "no slot yet";
        }
    }

    /** The cells' as-of mark, as the dashboards see it. */
    private static String completeTo(Installation installation) throws IOException, InterruptedException {
        URI health = URI.create("http://127.0.0.1:" + installation.ports().dashboardsAdmin() + "/healthcheck");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(health)
                                .timeout(Duration.ofSeconds(5))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper()
                .readTree(answer.body())
                .path("cells")
                .path("message")
                .asText("not known yet")
                .replaceFirst("\\.[0-9]+Z", "Z");
    }

    private static void measure(Map<String, String> lags, String part, Callable<String> question) {
        try {
            lags.put(part, question.call());
        } catch (Exception e) {
            lags.put(part, "not known: " + Trouble.reason(e));
        }
    }

    /** The lag of a part, empty for one that has none. */
    String of(String part) {
        return lags.getOrDefault(part, "");
    }
}
