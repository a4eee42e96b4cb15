package io.setpoint.platform.druid.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Asks the ERP core what a person may see. An answer is used for five seconds: so long may a lost right still read. A person
 * who comes with a password is logged in once and again when that session has ended.
 */
final class Sessions {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** The right to ask; {@code Permission} of the contracts, which Druid's class path does not have. */
    private static final String QUERY_ANALYTICS = "analytics:query";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI erpCore;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Cache<String, List<Visible>> visible = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(10_000)
            .build();
    private final Cache<String, String> tokens = Caffeine.newBuilder()
            .expireAfterAccess(Duration.ofHours(1))
            .maximumSize(10_000)
            .build();

    Sessions(URI erpCore) {
        this.erpCore = erpCore;
    }

    Identity.Credentials ofToken(String token) {
        return () -> visible(token);
    }

    Identity.Credentials ofPassword(String person, String password) {
        String key = sha256(person + "\0" + password);
        return () -> {
            String token = tokens.getIfPresent(key);
            if (token != null) {
                try {
                    return visible(token);
                } catch (Identity.NotKnown e) {
                    tokens.invalidate(key); // the session has ended; the password may still be good
                }
            }
            String fresh = logIn(person, password);
            tokens.put(key, fresh);
            return visible(fresh);
        };
    }

    private List<Visible> visible(String token) {
        List<Visible> known = visible.getIfPresent(token);
        if (known != null) {
            return known;
        }
        List<Visible> asked = read(send(HttpRequest.newBuilder(erpCore.resolve("/api/v1/sessions/current"))
                .header("Authorization", "Bearer " + token)));
        visible.put(token, asked);
        return asked;
    }

    private String logIn(String person, String password) {
        String body =
                JSON.valueToTree(Map.of("person", person, "password", password)).toString();
        return send(HttpRequest.newBuilder(erpCore.resolve("/api/v1/sessions"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)))
                .path("token")
                .asText();
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer = http.send(
                    request.timeout(PATIENCE)
                            .header("Accept", "application/json")
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() / 100 == 2) {
                return JSON.readTree(answer.body());
            }
            if (answer.statusCode() / 100 == 4) {
                throw new Identity.NotKnown();
            }
            throw new Identity.ErpCoreAway(null);
        } catch (IOException e) {
            throw new Identity.ErpCoreAway(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Identity.ErpCoreAway(e);
        } catch (IllegalArgumentException e) {
            throw new Identity.NotKnown(); // no header can hold such a token
        }
    }

    private static List<Visible> read(JsonNode caller) {
        List<Visible> visible = new ArrayList<>();
        for (JsonNode company : caller.path("companies")) {
            if (!holds(company.path("permissions"), QUERY_ANALYTICS)) {
                continue;
            }
            boolean everywhere = false;
            List<String> sites = new ArrayList<>();
            for (JsonNode grant : company.path("roles")) {
                JsonNode site = grant.path("site");
                everywhere |= site.isNull() || site.isMissingNode();
                if (site.isTextual()) {
                    sites.add(site.asText());
                }
            }
            if (everywhere || !sites.isEmpty()) {
                visible.add(new Visible(
                        company.path("company").asText(),
                        everywhere ? null : sites.stream().distinct().sorted().toList()));
            }
        }
        return visible;
    }

    private static boolean holds(JsonNode permissions, String permission) {
        for (JsonNode each : permissions) {
            if (each.asText().equals(permission)) {
                return true;
            }
        }
        return false;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
