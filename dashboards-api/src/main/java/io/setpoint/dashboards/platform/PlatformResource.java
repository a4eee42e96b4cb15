package io.setpoint.dashboards.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.setpoint.contracts.kpi.FactGrain;
import io.setpoint.dashboards.cells.CellReader;
import io.setpoint.dashboards.cells.CellStore;
import io.setpoint.dashboards.cells.Complete;
import io.setpoint.dashboards.sessions.Sessions;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far the feeds behind the numbers are. */
@Path("/platform")
@Produces(MediaType.APPLICATION_JSON)
public final class PlatformResource {
    private static final Duration REMEMBERED = Duration.ofSeconds(2);

    private final CellStore store;
    private final CellReader reader;
    private final Sessions sessions;
    private final URI druidCoordinator;
    private final String druidAuthorization;
    private final HttpClient http;
    private final ObjectMapper json;
    private final Clock clock;
    private DruidFeed druid = new DruidFeed(false, null, "not asked yet");
    private Instant druidAsked = Instant.EPOCH;

    public PlatformResource(
            CellStore store,
            CellReader reader,
            Sessions sessions,
            URI druidCoordinator,
            String druidAuthorization,
            HttpClient http,
            ObjectMapper json,
            Clock clock) {
        this.store = store;
        this.reader = reader;
        this.sessions = sessions;
        this.druidCoordinator = druidCoordinator;
        this.druidAuthorization = druidAuthorization;
        this.http = http;
        this.json = json;
        this.clock = clock;
    }

    /**
     * The state of the feeds.
     *
     * @param lagMs between now and the time up to which the numbers are complete
     */
    public record Feeds(Complete complete, long lagMs, CellFeed cells, DruidFeed druid) {}

    /**
     * The feed of cells.
     *
     * @param cells how many cells there are
     * @param waiting changes whose commit is not complete yet
     * @param malformed records that could not be read since the start
     * @param trouble what keeps it from reading, empty if nothing does
     */
    public record CellFeed(long cells, long waiting, long malformed, String trouble) {}

    /**
     * The feed of facts into Druid.
     *
     * @param lag facts not yet in Druid; null if not known
     * @param trouble why not, empty if it is known
     */
    public record DruidFeed(boolean answers, @Nullable Long lag, String trouble) {}

    @GET
    @Operation(summary = "How far the feeds behind the numbers are")
    public Feeds feeds(@Context HttpServletRequest request) {
        sessions.caller(request);
        Complete complete = store.complete();
        return new Feeds(
                complete,
                Duration.between(complete.at(), clock.instant()).toMillis(),
                new CellFeed(store.size(), store.waiting(), reader.malformed(), reader.trouble()),
                druid());
    }

    private synchronized DruidFeed druid() {
        Instant now = clock.instant();
        if (Duration.between(druidAsked, now).compareTo(REMEMBERED) > 0) {
            druid = askDruid();
            druidAsked = now;
        }
        return druid;
    }

    private DruidFeed askDruid() {
        long lag = 0;
        try {
            for (FactGrain grain : FactGrain.values()) {
                HttpResponse<byte[]> answer = http.send(
                        HttpRequest.newBuilder(druidCoordinator.resolve(
                                        "/druid/indexer/v1/supervisor/" + grain.dataSource() + "/status"))
                                .header("Authorization", druidAuthorization)
                                .timeout(Duration.ofSeconds(3))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
                JsonNode aggregate =
                        json.readTree(answer.body()).path("payload").path("aggregateLag");
                if (answer.statusCode() != 200 || !aggregate.isIntegralNumber()) {
                    return new DruidFeed(true, null, "the feed of " + grain.dataSource() + " has not reported yet");
                }
                lag += aggregate.asLong();
            }
            return new DruidFeed(true, lag, "");
        } catch (IOException e) {
            return new DruidFeed(false, null, "Druid does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new DruidFeed(false, null, "this server is stopping");
        }
    }
}
