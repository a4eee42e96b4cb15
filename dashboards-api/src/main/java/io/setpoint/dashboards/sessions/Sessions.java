package io.setpoint.dashboards.sessions;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.setpoint.dashboards.problems.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the ERP core whose token it is. The answer is used for five seconds: so long may a lost right still read numbers. */
public final class Sessions {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final URI erpCore;
    private final HttpClient http;
    private final ObjectMapper json;
    private final Cache<String, Caller> callers = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(10_000)
            .build();

    public Sessions(URI erpCore, HttpClient http, ObjectMapper json) {
        this.erpCore = erpCore;
        this.http = http;
        this.json = json;
    }

    /** The caller of a request; refuses one without a valid session. */
    public Caller caller(HttpServletRequest request) {
        return caller(token(request).orElseThrow(Refused::unauthenticated));
    }

    /** The company a request is about, by header or, where a browser cannot send one, by parameter. */
    public Caller.Company company(HttpServletRequest request) {
        String header = request.getHeader("Setpoint-Company");
        return caller(request).company(header != null ? header : request.getParameter("company"));
    }

    /** The owner of a token; refuses a token that is no longer valid. */
    public Caller caller(String token) {
        Caller known = callers.getIfPresent(token);
        if (known != null) {
            return known;
        }
        Caller asked = ask(token);
        callers.put(token, asked);
        return asked;
    }

    /** Forgets a token that has just been given up. */
    public void forget(String token) {
        callers.invalidate(token);
    }

    /** The token of a request: from its {@code Authorization}, or else from the browser's cookie. */
    public static Optional<String> token(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                    ? Optional.of(authorization.substring(7).strip())
                    : Optional.empty();
        }
        return Optional.ofNullable(SessionCookie.read(request));
    }

    private Caller ask(String token) {
        try {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(erpCore.resolve("/api/v1/sessions/current"))
                            .timeout(Duration.ofSeconds(10))
                            .header("Authorization", "Bearer " + token)
                            .header("Accept", "application/json")
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            return caller(answer.statusCode(), answer.body());
        } catch (IOException | IllegalArgumentException e) {
            throw away(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away(e);
        }
    }

    private Caller caller(int status, byte @Nullable [] body) throws IOException {
        if (status == 200 && body != null) {
            return json.readValue(body, Caller.class);
        }
        if (status == 401 || status == 403) {
            throw Refused.unauthenticated();
        }
        throw new Refused(
                503,
                "erp-core-away",
                "The ERP core does not answer",
                "It said " + status + " when asked for the session.");
    }

    private static Refused away(Exception cause) {
        Refused refused = new Refused(
                503,
                "erp-core-away",
                "The ERP core does not answer",
                "Who is asking cannot be checked while it is away. Try again in a moment.");
        refused.initCause(cause);
        return refused;
    }
}
