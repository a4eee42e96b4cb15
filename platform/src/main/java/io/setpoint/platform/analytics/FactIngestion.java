package io.setpoint.platform.analytics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.setpoint.contracts.kpi.FactGrain;
import io.setpoint.platform.installation.Installation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes Druid read the facts: one supervisor a grain, written from the grain's own columns. Rows are stored as they are,
 * without roll-up, each with its id, so that a sum can be followed down to its documents.
 */
public final class FactIngestion {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> COMMON_DIMENSIONS = List.of("kind", "company", "site", "day");

    private final Installation installation;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public FactIngestion(Installation installation) {
        this.installation = installation;
    }

    /** Starts what does not run yet in the present version; what runs is left alone. */
    public void start() throws IOException, InterruptedException {
        for (FactGrain grain : FactGrain.values()) {
            ObjectNode spec = specification(grain);
            if (!runs(grain, spec)) {
                HttpResponse<String> answer = send(HttpRequest.newBuilder(supervisors(""))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(spec.toString())));
                if (answer.statusCode() != 200) {
                    throw new IOException("Druid refuses to read " + grain.topic() + ": " + answer.body());
                }
            }
        }
    }

    /** Rows that stand in Kafka and not in Druid yet, over all grains; -1 while Druid does not know. */
    public long lag() throws IOException, InterruptedException {
        long lag = 0;
        for (FactGrain grain : FactGrain.values()) {
            HttpResponse<String> answer =
                    send(HttpRequest.newBuilder(supervisors("/" + grain.dataSource() + "/status")));
            JsonNode aggregate = JSON.readTree(answer.body()).path("payload").path("aggregateLag");
            if (!aggregate.isIntegralNumber()) {
                return -1;
            }
            lag += aggregate.asLong();
        }
        return lag;
    }

    /** By partition of its topic, how far Druid has read the facts of a grain; empty while it does not know. */
    public Map<Integer, Long> positions(FactGrain grain) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(supervisors("/" + grain.dataSource() + "/status")));
        JsonNode payload = JSON.readTree(answer.body()).path("payload");
        Map<Integer, Long> positions = new HashMap<>();
        payload.path("latestOffsets").properties().forEach(latest -> {
            JsonNode lag = payload.path("minimumLag").path(latest.getKey());
            if (lag.isIntegralNumber()) {
                positions.put(
                        Integer.valueOf(latest.getKey()), latest.getValue().asLong() - lag.asLong());
            }
        });
        return positions;
    }

    private boolean runs(FactGrain grain, ObjectNode spec) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(supervisors("/" + grain.dataSource())));
        return answer.statusCode() == 200
                && JSON.readTree(answer.body())
                        .path("context")
                        .path("setpoint")
                        .equals(spec.path("context").path("setpoint"));
    }

    private URI supervisors(String rest) {
        return installation.druidCoordinator().resolve("/druid/indexer/v1/supervisor" + rest);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(
                request.timeout(Duration.ofSeconds(30))
                        .header("Authorization", installation.druidAuthorization())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private ObjectNode specification(FactGrain grain) {
        ObjectNode schema = JSON.createObjectNode().put("dataSource", grain.dataSource());
        schema.putObject("timestampSpec").put("column", "te").put("format", "micro");
        schema.putObject("dimensionsSpec").set("dimensions", dimensions(grain));
        schema.putArray("metricsSpec");
        schema.putObject("granularitySpec")
                .put("type", "uniform")
                .put("segmentGranularity", "YEAR")
                .put("queryGranularity", "NONE")
                .put("rollup", false);

        ObjectNode input = JSON.createObjectNode()
                .put("type", "kafka")
                .put("topic", grain.topic())
                .put("useEarliestOffset", true)
                .put("taskCount", 1)
                .put("replicas", 1)
                .put("taskDuration", "PT4H")
                .put("startDelay", "PT1S")
                .put("period", "PT5S");
        input.putObject("consumerProperties")
                .put("bootstrap.servers", installation.kafkaBootstrapServers())
                .put("isolation.level", "read_committed");
        input.putObject("inputFormat").put("type", "json");

        ObjectNode spec = JSON.createObjectNode();
        spec.set("dataSchema", schema);
        spec.set("ioConfig", input);
        spec.putObject("tuningConfig")
                .put("type", "kafka")
                .put("maxRowsInMemory", 50_000)
                .put("intermediatePersistPeriod", "PT10M")
                .put("reportParseExceptions", false)
                .put("logParseExceptions", true);

        ObjectNode supervisor = JSON.createObjectNode().put("type", "kafka");
        supervisor.set("spec", spec);
        supervisor
                .putObject("context")
                .put("setpoint", Integer.toHexString(spec.toString().hashCode()));
        return supervisor;
    }

    private static ArrayNode dimensions(FactGrain grain) {
        ArrayNode dimensions = JSON.createArrayNode();
        // Unique: an index over it would be as large as the rows.
        dimensions.addObject().put("type", "string").put("name", "id").put("createBitmapIndex", false);
        COMMON_DIMENSIONS.forEach(dimensions::add);
        grain.dimensions().forEach(dimensions::add);
        for (String number : List.of("tc", "sign")) {
            dimensions.addObject().put("type", "long").put("name", number);
        }
        for (String measure : grain.measures()) {
            dimensions.addObject().put("type", "long").put("name", measure);
        }
        return dimensions;
    }
}
