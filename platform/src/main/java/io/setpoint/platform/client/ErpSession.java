package io.setpoint.platform.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One person's session, acting in one company. */
public final class ErpSession {
    private final ErpApi api;
    private final String person;
    private final String token;
    private final JsonNode rights;
    private final @Nullable String company;

    ErpSession(ErpApi api, String person, String token, JsonNode rights) {
        this(api, person, token, rights, null);
    }

    private ErpSession(ErpApi api, String person, String token, JsonNode rights, @Nullable String company) {
        this.api = api;
        this.person = person;
        this.token = token;
        this.rights = rights;
        this.company = company;
    }

    /** The same person at work in this company. */
    public ErpSession in(String company) {
        return new ErpSession(api, person, token, rights, company);
    }

    public String person() {
        return person;
    }

    /** Companies, sites, roles and permissions as the log-in answered them. */
    public JsonNode rights() {
        return rights;
    }

    public JsonNode get(String path) {
        return api.send("GET", path, "", headers()).body();
    }

    /** Posts under a new idempotency key. */
    public Answer post(String path, Object body) {
        return post(path, body, UUID.randomUUID().toString());
    }

    /** Posts an empty object, for verbs that need no data. */
    public Answer post(String path) {
        return post(path, JsonNodeFactory.instance.objectNode());
    }

    /** Posts under this key: a repeat with the same body gives the same answer and changes nothing. */
    public Answer post(String path, Object body, String idempotencyKey) {
        Map<String, String> headers = headers();
        headers.put("Idempotency-Key", idempotencyKey);
        return api.send("POST", path, body, headers);
    }

    /** Posts a change of the version of a document that was read; refused with 412 if it has moved on. */
    public Answer postIfMatch(String path, Object body, String etag) {
        Map<String, String> headers = headers();
        headers.put("Idempotency-Key", UUID.randomUUID().toString());
        headers.put("If-Match", etag);
        return api.send("POST", path, body, headers);
    }

    /** Ends the session. */
    public void logOut() {
        api.send("DELETE", "/sessions/current", "", headers());
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        headers.put("Authorization", "Bearer " + token);
        if (company != null) {
            headers.put("Setpoint-Company", company);
        }
        return headers;
    }
}
