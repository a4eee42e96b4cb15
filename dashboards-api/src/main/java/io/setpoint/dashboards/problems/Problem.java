package io.setpoint.dashboards.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The body of every error.
 *
 * @param type stable name of the kind of problem, {@code /problems/<code>}
 * @param title the kind in words
 * @param detail what happened here and what to do
 * @param errors fields that are wrong, if the request itself is
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, List<String> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }

    public static Problem of(int status, String code, String title, String detail) {
        return new Problem("/problems/" + code, title, status, detail, List.of());
    }
}
