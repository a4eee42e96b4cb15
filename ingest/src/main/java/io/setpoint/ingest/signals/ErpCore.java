package io.setpoint.ingest.signals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.setpoint.contracts.exceptions.ExceptionSignal;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ERP core as the feed sees it: log in as a machine principal, hand over a signal. Used by one thread. */
final class ErpCore {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI url;
    private final String person;
    private final String password;
    private final JsonMapper json;
    private @Nullable String token;

    ErpCore(URI url, String person, String password, JsonMapper json) {
        this.url = url;
        this.person = person;
        this.password = password;
        this.json = json;
    }

    /** What the ERP core said to a signal. */
    sealed interface Answer permits Taken, Refused, Away {}

    record Taken() implements Answer {}

    /** It will never take this signal. */
    record Refused(int status, String detail) implements Answer {}

    /** It cannot answer now. */
    record Away(String reason) implements Answer {}

    /** Hands over a signal. A repeat has the same idempotency key, so it changes nothing. */
    Answer raise(ExceptionSignal signal) throws InterruptedException {
        try {
            byte[] body = json.writeValueAsBytes(signal);
            for (int attempt = 0; attempt < 2; attempt++) {
                String bearer = token;
                if (bearer == null) {
                    Answer refused = logIn();
                    if (refused != null) {
                        return refused;
                    }
                    bearer = token;
                }
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(url.resolve("/api/v1/exceptions/signals"))
                                .timeout(TIMEOUT)
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Bearer " + bearer)
                                .header("Setpoint-Company", signal.company())
                                .header("Idempotency-Key", idempotencyKey(signal))
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                int status = answer.statusCode();
                if (status == 401) {
                    token = null;
                    continue;
                }
                return status < 300 ? new Taken() : refusal(status, answer.body());
            }
            return new Away("the ERP core does not accept the token it has just given");
        } catch (IOException e) {
            return new Away("the ERP core cannot be reached: " + e);
        }
    }

    /** One key for each change of a cause's state, the same at each delivery. */
    static String idempotencyKey(ExceptionSignal signal) {
        return URLEncoder.encode(signal.key() + "|" + signal.action() + "|" + signal.stamp(), StandardCharsets.UTF_8);
    }

    private @Nullable Answer logIn() throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(url.resolve("/api/v1/sessions"))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                json.writeValueAsString(Map.of("person", person, "password", password))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            // not the signal's fault, so never a reason to give it up
            return new Away("the ERP core refused the log-in of " + person + " with status " + answer.statusCode());
        }
        JsonNode session = json.readTree(answer.body());
        token = session.required("token").asText();
        return null;
    }

    private static Answer refusal(int status, String body) {
        boolean passing = status >= 500 || status == 408 || status == 425 || status == 429;
        String detail = body.length() > 2000 ? body.substring(0, 2000) : body;
        return passing ? new Away("the ERP core answered " + status + ": " + detail) : new Refused(status, detail);
    }
}
