package io.setpoint.platform.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to the API; a person logs in through it. Safe for use by several threads. */
public final class ErpApi {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();
    private static final Logger LOG = LoggerFactory.getLogger(ErpApi.class);
    private static final int UNAVAILABLE = 503;
    private static final int TRIES = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI base;
    private final HttpClient http;

    /**
     * Connects to nothing yet.
     *
     * @param base address of erp-core or of the dashboards API, which passes its paths on: {@code http://host:port}
     */
    public ErpApi(URI base) {
        this.base = base;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** Opens a session; refused with 401 if the password is wrong. */
    public ErpSession logIn(String person, String password) {
        Answer answer = send("POST", "/sessions", Map.of("person", person, "password", password), Map.of());
        return new ErpSession(this, person, answer.body().path("token").asText(), answer.body());
    }

    /** Sends one request; a refusal is an {@link ErpRefusal}, a broken connection an {@link UncheckedIOException}. */
    Answer send(String method, String path, Object body, Map<String, String> headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve("/api/v1" + path))
                    .timeout(PATIENCE)
                    .header("Accept", "application/json, application/problem+json");
            headers.forEach(request::header);
            if (method.equals("GET")) {
                request.GET();
            } else {
                request.header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
            }
            HttpResponse<byte[]> response = exchange(request.build());
            // "Not available now: repeat with the same key", which every change of ours carries.
            for (int again = 0; response.statusCode() == UNAVAILABLE && again < TRIES; again++) {
                TimeUnit.SECONDS.sleep(1);
                response = exchange(request.build());
            }
            JsonNode answer = read(response.body());
            if (response.statusCode() >= 400) {
                throw new ErpRefusal(method + " " + path, response.statusCode(), answer);
            }
            return new Answer(
                    response.statusCode(),
                    answer,
                    response.headers().firstValueAsLong("Setpoint-Position").orElse(0),
                    response.headers().firstValue("ETag").orElse(""));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON can be made of this request: " + method + " " + path, e);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " at " + base + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted: " + method + " " + path, e));
        }
    }

    /**
     * A server may end a kept connection just as the next request is on its way. Whether it was taken nobody knows, so it
     * is sent once more: a change carries its key and is done once.
     */
    private HttpResponse<byte[]> exchange(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (ConnectException | HttpTimeoutException away) {
            throw away;
        } catch (IOException broken) {
            LOG.debug("{} {} is sent again", request.method(), request.uri(), broken);
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static JsonNode read(byte[] body) {
        if (body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            return JsonNodeFactory.instance.objectNode().put("detail", new String(body, StandardCharsets.UTF_8));
        }
    }
}
