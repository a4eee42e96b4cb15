package io.setpoint.erp.kernel.http;

import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error on the wire, RFC 9457.
 *
 * @param type stable, {@code /problems/<code>}
 * @param detail what happened this time
 * @param errors the fields that are wrong
 * @param allowed who may do it, or which values there are
 */
public record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        @Nullable List<Refused.FieldError> errors,
        @Nullable List<String> allowed) {
    /** The media type of problems. */
    public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

    static ProblemBody of(Problem problem, String detail) {
        return new ProblemBody("/problems/" + problem.code(), problem.title(), problem.status(), detail, null, null);
    }

    static Response response(Problem problem, String detail) {
        return respond(of(problem, detail)).build();
    }

    static Response response(Refused refused) {
        Problem problem = refused.problem();
        Response.ResponseBuilder response = respond(new ProblemBody(
                "/problems/" + problem.code(),
                problem.title(),
                problem.status(),
                refused.detail(),
                refused.errors().isEmpty() ? null : refused.errors(),
                refused.allowed().isEmpty() ? null : refused.allowed()));
        if (problem == Problem.UNAUTHENTICATED) {
            response.header("WWW-Authenticate", "Bearer");
        }
        if (problem == Problem.TOO_MANY_ATTEMPTS) {
            response.header("Retry-After", "30");
        }
        return response.build();
    }

    private static Response.ResponseBuilder respond(ProblemBody body) {
        return Response.status(body.status()).type(MEDIA_TYPE).entity(body);
    }
}
