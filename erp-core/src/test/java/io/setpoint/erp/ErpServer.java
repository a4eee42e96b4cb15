package io.setpoint.erp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.setpoint.contracts.fixtures.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The whole ERP core as a running server on a database of its own, and clients that talk to it over HTTP. */
public final class ErpServer implements AutoCloseable {
    public static final String PASSWORD = "correct horse battery";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ErpCore core;
    private final Path yaml;
    private final Jdbi owner;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> sessions = new ConcurrentHashMap<>();

    private ErpServer(ErpCore core, Path yaml, Jdbi owner) {
        this.core = core;
        this.yaml = yaml;
        this.owner = owner;
    }

    /** Starts it with the first person {@code founder}. */
    public static ErpServer start() {
        String database = ErpFixture.migrated();
        try {
            Path yaml = Files.createTempFile(Files.createDirectories(Path.of("target")), "erp-core", ".yml");
            Files.writeString(yaml, """
                    database: {url: "%s", user: setpoint_app, password: "", poolSize: 8}
                    owner: {user: postgres, password: ""}
                    bootstrap: {person: founder, name: Fay Founder, password: "%s"}
                    passwordCost: {memoryKib: 64, passes: 1}
                    server:
                      applicationConnectors: [{type: http, bindHost: 127.0.0.1, port: 0}]
                      adminConnectors: [{type: http, bindHost: 127.0.0.1, port: 0}]
                      requestLog: {appenders: []}
                    logging: {level: WARN, appenders: [{type: console}]}
                    """.formatted(TestPostgres.url(database, "").replace("?user=", ""), PASSWORD));
            org.postgresql.ds.PGSimpleDataSource source = new org.postgresql.ds.PGSimpleDataSource();
            source.setURL(TestPostgres.url(database, "postgres"));
            return new ErpServer(ErpCore.start(yaml), yaml, Jdbi.create(source));
        } catch (Exception e) {
            throw new IllegalStateException("the ERP core did not start", e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + core.port() + "/api/v1";
    }

    public String adminUrl() {
        return "http://127.0.0.1:" + core.adminPort();
    }

    /** The database as its owner, past row-level security. */
    public Jdbi owner() {
        return owner;
    }

    /** How many rows a table has in all companies. */
    public int rows(String from) {
        return owner.withHandle(handle -> handle.createQuery("select count(*) from " + from)
                .mapTo(Integer.class)
                .one());
    }

    /** Somebody without a session. */
    public Client anonymous() {
        return new Client(this, Map.of());
    }

    /** Logs in with {@link #PASSWORD}; whoever has a session goes on with it. */
    public Client logIn(String person) {
        return anonymous().with("Authorization", sessions.computeIfAbsent(person, this::session));
    }

    private String session(String person) {
        Answer answer =
                anonymous().post("/sessions", "{\"person\":\"" + person + "\",\"password\":\"" + PASSWORD + "\"}");
        return "Bearer " + answer.require(201).get("token").asText();
    }

    @Override
    public void close() {
        core.close();
        try {
            Files.delete(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer. */
    public record Answer(int status, Map<String, String> headers, String body) {
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException("not JSON: " + body, e);
            }
        }

        /** The body, provided the status is the expected one. */
        public JsonNode require(int expected) {
            if (status != expected) {
                throw new AssertionError("expected " + expected + ", got " + status + ": " + body);
            }
            return json();
        }

        /** The code of the problem. */
        public String problem() {
            if (!"application/problem+json".equals(headers.get("content-type"))) {
                throw new AssertionError("not a problem: " + status + " " + headers.get("content-type") + " " + body);
            }
            JsonNode json = json();
            if (json.get("status").asInt() != status
                    || json.get("title").asText().isEmpty()) {
                throw new AssertionError("a problem without its status or title: " + body);
            }
            return json.get("type").asText().substring("/problems/".length());
        }
    }

    /** Sends requests with fixed headers. */
    public record Client(ErpServer server, Map<String, String> headers) {
        public Client with(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Client(server, more);
        }

        public Client in(String company) {
            return with("Setpoint-Company", company);
        }

        public Answer get(String path) {
            return send("GET", path, null);
        }

        /** Posts JSON under a fresh idempotency key, unless one is among the headers. */
        public Answer post(String path, @Nullable String json) {
            return send("POST", path, json);
        }

        public Answer send(String method, String path, @Nullable String json) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : server.url() + path));
            if (!method.equals("GET") && !headers.containsKey("Idempotency-Key")) {
                request.header("Idempotency-Key", UUID.randomUUID().toString());
            }
            if (json != null && !headers.containsKey("Content-Type")) {
                request.header("Content-Type", "application/json");
            }
            headers.forEach((name, value) -> {
                if (!value.isEmpty()) {
                    request.header(name, value);
                }
            });
            request.method(
                    method,
                    json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
            try {
                HttpResponse<String> response = server.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                Map<String, String> received = new LinkedHashMap<>();
                response.headers().map().forEach((name, values) -> received.put(name, values.get(0)));
                return new Answer(response.statusCode(), received, response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
