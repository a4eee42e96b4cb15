package io.setpoint.platform.client;

import com.fasterxml.jackson.databind.JsonNode;

/** The API refused a request with a documented problem. */
public final class ErpRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String detail;

    ErpRefusal(String request, int status, JsonNode problem) {
        super(request + ": " + status + " " + problem.path("title").asText("") + ": "
                + problem.path("detail").asText("")
                + (problem.has("errors") ? " " + problem.get("errors") : ""));
        this.status = status;
        this.code = problem.path("type").asText("").replaceFirst("^/problems/", "");
        this.detail = problem.path("detail").asText("");
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** Last part of the problem's stable type, such as {@code self-approval}. */
    public String code() {
        return code;
    }

    public String detail() {
        return detail;
    }
}
