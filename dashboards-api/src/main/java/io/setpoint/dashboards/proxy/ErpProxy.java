package io.setpoint.dashboards.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.setpoint.dashboards.problems.Problem;
import io.setpoint.dashboards.problems.ProblemWriter;
import io.setpoint.dashboards.problems.Refused;
import io.setpoint.dashboards.sessions.SameOrigin;
import io.setpoint.dashboards.sessions.SessionCookie;
import io.setpoint.dashboards.sessions.Sessions;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Everything under {@code /api/v1} that is not answered here goes to the ERP core and its answer comes back, byte for
 * byte, both as streams. The one thing added is the browser's cookie: set at a log-in, turned into a token on the way.
 */
public final class ErpProxy implements Filter {
    /** Headers between two neighbours, or set anew by the client. RFC 9110, section 7.6.1. */
    private static final Set<String> NOT_PASSED_ON = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect",
            "host",
            "content-length",
            "cookie",
            "authorization",
            "accept-encoding",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto");

    private static final Set<String> NOT_PASSED_BACK = Set.of(
            "connection", "keep-alive", "transfer-encoding", "trailer", "upgrade", "content-length", "date", "server");

    private static final int MOST_UNREAD_BYTES = 1 << 20;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final URI erpCore;
    private final Set<String> own;
    private final HttpClient http;
    private final Sessions sessions;
    private final ObjectMapper json;
    private final ProblemWriter problems;
    private final Clock clock;

    /**
     * @param own first path segments below {@code /api/v1} that are answered here
     */
    public ErpProxy(URI erpCore, Set<String> own, HttpClient http, Sessions sessions, ObjectMapper json, Clock clock) {
        this.erpCore = erpCore;
        this.own = Set.copyOf(own);
        this.http = http;
        this.sessions = sessions;
        this.json = json;
        this.problems = new ProblemWriter(json);
        this.clock = clock;
    }

    @Override
    public void doFilter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) anyRequest;
        HttpServletResponse response = (HttpServletResponse) anyResponse;
        try {
            SameOrigin.check(request);
            String[] segments = request.getRequestURI().split("/", -1);
            if (segments.length > 3 && own.contains(segments[3])) {
                chain.doFilter(request, response);
            } else {
                pass(request, response);
            }
        } catch (Refused refused) {
            // With a body unread the server would close the connection, over which the next request may be on its way.
            request.getInputStream().readNBytes(MOST_UNREAD_BYTES);
            problems.write(response, refused.problem());
        }
    }

    private void pass(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpResponse<InputStream> answer;
        try {
            answer = http.send(forwarded(request), HttpResponse.BodyHandlers.ofInputStream());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            problems.write(response, away("It cannot be reached."));
            return;
        } catch (HttpTimeoutException e) {
            problems.write(
                    response,
                    Problem.of(
                            504,
                            "erp-core-slow",
                            "The ERP core takes too long",
                            "It did not answer within " + LIMIT.toSeconds()
                                    + " s. Send a write again with the same Idempotency-Key: it cannot be posted twice."));
            return;
        } catch (IOException e) {
            problems.write(
                    response, away("The connection broke. A write may be sent again with the same Idempotency-Key."));
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problems.write(response, away("This server is stopping."));
            return;
        }
        try (InputStream body = answer.body()) {
            passBack(request, answer, body, response);
        }
    }

    private HttpRequest forwarded(HttpServletRequest request) throws IOException {
        String query = request.getQueryString();
        URI target;
        try {
            target = erpCore.resolve(request.getRequestURI() + (query == null ? "" : "?" + query));
        } catch (IllegalArgumentException e) {
            throw Refused.malformed("The address is not valid: " + e.getMessage());
        }
        if (!target.getAuthority().equals(erpCore.getAuthority())) {
            throw Refused.malformed("The address is not valid.");
        }
        HttpRequest.Builder forwarded =
                HttpRequest.newBuilder(target).timeout(LIMIT).method(request.getMethod(), body(request));
        for (String name : Collections.list(request.getHeaderNames())) {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))
                    && !name.toLowerCase(Locale.ROOT).startsWith("sec-")) {
                Collections.list(request.getHeaders(name)).forEach(value -> forwarded.header(name, value));
            }
        }
        Sessions.token(request).ifPresent(token -> forwarded.header("Authorization", "Bearer " + token));
        forwarded.header("X-Forwarded-For", request.getRemoteAddr());
        forwarded.header("X-Forwarded-Proto", request.getScheme());
        String host = request.getHeader("Host");
        if (host != null) {
            forwarded.header("X-Forwarded-Host", host);
        }
        return forwarded.build();
    }

    private static BodyPublisher body(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        if (length == 0 || (length < 0 && request.getHeader("Transfer-Encoding") == null)) {
            return BodyPublishers.noBody();
        }
        InputStream stream = request.getInputStream();
        BodyPublisher publisher = BodyPublishers.ofInputStream(() -> stream);
        return length > 0 ? BodyPublishers.fromPublisher(publisher, length) : publisher;
    }

    private void passBack(
            HttpServletRequest request,
            HttpResponse<InputStream> answer,
            InputStream body,
            HttpServletResponse response)
            throws IOException {
        response.setStatus(answer.statusCode());
        for (Map.Entry<String, List<String>> header : answer.headers().map().entrySet()) {
            if (!NOT_PASSED_BACK.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                header.getValue().forEach(value -> response.addHeader(header.getKey(), value));
            }
        }
        String path = request.getRequestURI();
        if (request.getMethod().equals("POST") && path.equals("/api/v1/sessions") && answer.statusCode() == 201) {
            beginSession(request, body, response);
            return;
        }
        if (request.getMethod().equals("DELETE")
                && path.equals("/api/v1/sessions/current")
                && answer.statusCode() < 300) {
            Sessions.token(request).ifPresent(sessions::forget);
            response.addHeader("Set-Cookie", SessionCookie.end(request.isSecure()));
        }
        if (response.getHeader("Cache-Control") == null) {
            response.setHeader("Cache-Control", "no-store");
        }
        body.transferTo(response.getOutputStream());
    }

    /** A browser gets its token in the cookie only, where no script can read it; a program finds it in the answer. */
    private void beginSession(HttpServletRequest request, InputStream body, HttpServletResponse response)
            throws IOException {
        JsonNode session = json.readTree(body);
        String token = session.path("token").asText();
        response.addHeader(
                "Set-Cookie",
                SessionCookie.begin(token, lifetime(session.path("expiresAt").asText()), request.isSecure()));
        response.setHeader("Cache-Control", "no-store");
        if (request.getHeader("Sec-Fetch-Site") != null && session instanceof ObjectNode fields) {
            fields.remove("token");
        }
        byte[] bytes = json.writeValueAsBytes(session);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private Duration lifetime(String expiresAt) {
        try {
            return Duration.between(clock.instant(), Instant.parse(expiresAt));
        } catch (DateTimeParseException e) {
            return Duration.ofHours(8);
        }
    }

    private static Problem away(String detail) {
        return Problem.of(503, "erp-core-away", "The ERP core does not answer", detail);
    }
}
