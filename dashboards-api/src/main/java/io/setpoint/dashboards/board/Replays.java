package io.setpoint.dashboards.board;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.setpoint.contracts.kpi.KpiCell;
import io.setpoint.dashboards.problems.Refused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The way to where numbers are computed anew from the event log. */
public final class Replays {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI url;
    private final String token;
    private final HttpClient http;
    private final JsonMapper json;

    public Replays(URI url, String token, HttpClient http, JsonMapper json) {
        this.url = url;
        this.token = token;
        this.http = http;
        this.json = json;
    }

    /** Which cells, as known at a commit stamp; no windows mean all. */
    record Question(
            String kpi, String company, Collection<String> sites, Collection<String> windows, long at, int limit) {}

    /**
     * What came of it.
     *
     * @param hash {@link io.setpoint.contracts.kpi.CellHash} of the cells
     * @param documents how many are behind them
     * @param events how many events those have
     * @param read how many events of the log were looked at
     * @param first the first events, in commit order
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Answer(
            List<KpiCell> cells,
            String hash,
            int documents,
            int events,
            long read,
            long tookMillis,
            List<Event> first) {
        Answer {
            cells = List.copyOf(cells);
            first = List.copyOf(first);
        }
    }

    /**
     * An event of the log.
     *
     * @param kind of the document, such as {@code order}
     * @param seq index in its commit
     */
    public record Event(
            String id,
            String type,
            String kind,
            String document,
            String actor,
            Instant occurredAt,
            long stamp,
            int seq) {}

    Answer of(Question question) throws InterruptedException {
        HttpResponse<byte[]> answer;
        try {
            answer = http.send(
                    HttpRequest.newBuilder(url)
                            .timeout(PATIENCE)
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(question)))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() == 200) {
                return json.readValue(answer.body(), Answer.class);
            }
        } catch (IOException e) {
            throw away("It does not answer: " + e.getMessage());
        }
        throw away(detail(answer.body()));
    }

    private String detail(byte[] body) {
        try {
            JsonNode problem = json.readTree(body);
            return "It says: " + problem.path("detail").asText("nothing") + ".";
        } catch (IOException e) {
            return "Its answer cannot be read.";
        }
    }

    private static Refused away(String detail) {
        return new Refused(503, "replay-unavailable", "Numbers cannot be computed anew just now", detail);
    }
}
