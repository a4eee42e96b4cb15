package io.setpoint.platform.supervision;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Finds out whether a part does its work. */
@FunctionalInterface
public interface Probe {
    Duration PATIENCE = Duration.ofSeconds(5);

    /** Returns if all is well, throws with the reason if not. */
    void check() throws Exception;

    /** A 2xx answer at this address. */
    static Probe http(URI address) {
        return http(address, Map.of());
    }

    /** A 2xx answer at this address to a request with these headers. */
    static Probe http(URI address, Map<String, String> headers) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        HttpRequest.Builder asked = HttpRequest.newBuilder(address).timeout(PATIENCE);
        headers.forEach(asked::header);
        HttpRequest request = asked.build();
        return () -> {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                String body = answer.body().strip();
                throw new IOException(address + " answers " + answer.statusCode() + " "
                        + body.substring(0, Math.min(300, body.length())));
            }
        };
    }
}
