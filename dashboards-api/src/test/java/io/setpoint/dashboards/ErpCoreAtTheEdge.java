package io.setpoint.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** Stands in for the ERP core: answers sessions, and tells of every other request what it received. */
final class ErpCoreAtTheEdge implements AutoCloseable {
    static final String ANNA = "token-anna";
    static final String BO = "token-bo";

    private final HttpServer server;
    private final Map<String, String> sessions = new ConcurrentHashMap<>();

    ErpCoreAtTheEdge(int port) throws IOException {
        sessions.put(ANNA, session("anna", "HALDEN", "{\"role\":\"executive\",\"site\":null}"));
        sessions.put(BO, session("bo", "HALDEN", "{\"role\":\"warehouse\",\"site\":\"MMA1\"}"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "erp-core-at-the-edge");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/api/v1/sessions", this::session);
        server.createContext("/", ErpCoreAtTheEdge::echo);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void session(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String token = authorization == null ? "" : authorization.replace("Bearer ", "");
        if (exchange.getRequestMethod().equals("POST") && path.equals("/api/v1/sessions")) {
            answer(
                    exchange,
                    201,
                    "{\"token\":\"" + ANNA + "\","
                            + session("anna", "HALDEN", "").substring(1));
        } else if (!sessions.containsKey(token)) {
            answer(exchange, 401, "{\"type\":\"/problems/unauthenticated\",\"status\":401}");
        } else if (exchange.getRequestMethod().equals("DELETE")) {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        } else {
            answer(exchange, 200, sessions.getOrDefault(token, ""));
        }
    }

    private static String session(String person, String company, String role) {
        return "{\"person\":\"" + person + "\",\"name\":\"" + person + "\",\"expiresAt\":\"2099-01-01T00:00:00Z\","
                + "\"companies\":[{\"company\":\"" + company + "\",\"name\":\"Halden Supply\",\"currency\":\"EUR\","
                + "\"zone\":\"Europe/Stockholm\",\"sites\":["
                + "{\"site\":\"GOT1\",\"name\":\"Gothenburg\",\"zone\":\"Europe/Stockholm\"},"
                + "{\"site\":\"MMA1\",\"name\":\"Malmo\",\"zone\":\"Europe/Stockholm\"}],"
                + "\"roles\":[" + role + "],\"permissions\":[\"view\"]}]}";
    }

    private static void echo(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        exchange.getResponseHeaders().set("Setpoint-Position", "4711");
        exchange.getResponseHeaders().set("ETag", "\"7\"");
        StringBuilder told = new StringBuilder(exchange.getRequestMethod() + " " + exchange.getRequestURI() + "\n");
        exchange.getRequestHeaders()
                .forEach((name, values) -> told.append(name.toLowerCase(java.util.Locale.ROOT))
                        .append(": ")
                        .append(String.join(",", values))
                        .append('\n'));
        answer(exchange, exchange.getRequestURI().getPath().endsWith("/refused") ? 422 : 200, told + "\n" + body);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", status >= 400 ? "application/problem+json" : "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
