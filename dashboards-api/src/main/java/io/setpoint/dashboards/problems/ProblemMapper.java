package io.setpoint.dashboards.problems;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever a resource throws into a problem. */
public final class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

    @Override
    public Response toResponse(Throwable error) {
        return response(problem(error));
    }

    static Response response(Problem problem) {
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        return problem.status() == 503 ? response.header("Retry-After", "2").build() : response.build();
    }

    private static Problem problem(Throwable error) {
        if (error instanceof Refused refused) {
            return refused.problem();
        }
        if (error instanceof JsonProcessingException || error instanceof ConstraintViolationException) {
            return Refused.malformed(String.valueOf(error.getMessage())).problem();
        }
        if (error instanceof WebApplicationException http) {
            Response.StatusType status = http.getResponse().getStatusInfo();
            return Problem.of(
                    status.getStatusCode(),
                    status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-'),
                    status.getReasonPhrase(),
                    String.valueOf(http.getMessage()));
        }
        LOG.error("A request failed", error);
        return Problem.of(500, "internal", "Something went wrong here", "It is in the log; nothing was changed.");
    }
}
