package io.setpoint.erp.kernel.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.UUID;
import org.glassfish.jersey.server.ParamException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a problem of everything that is thrown, the framework's own errors too. */
public final class AllProblems implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(AllProblems.class);
    private final JsonProblems json = new JsonProblems();

    @Override
    public Response toResponse(Throwable e) {
        if (e instanceof Refused refused) {
            return ProblemBody.response(refused);
        }
        if (e instanceof JsonProcessingException malformed) {
            return json.toResponse(malformed);
        }
        if (e instanceof ParamException.PathParamException) {
            return ProblemBody.response(Problem.NOT_FOUND, "There is no such id.");
        }
        if (e instanceof ParamException parameter) {
            return ProblemBody.response(Problem.MALFORMED, parameter.getParameterName() + " cannot be read.");
        }
        if (e instanceof WebApplicationException web) {
            return ofStatus(web.getResponse().getStatus());
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException
                    || (cause instanceof SQLException sql
                            && sql.getSQLState() != null
                            && (sql.getSQLState().startsWith("08")
                                    || sql.getSQLState().startsWith("57P")))) {
                LOG.warn("the database does not answer", e);
                return ProblemBody.response(
                        Problem.UNAVAILABLE, "The database does not answer. Repeat with the same Idempotency-Key.");
            }
        }
        return internal(e);
    }

    private static Response internal(Throwable e) {
        String id = UUID.randomUUID().toString();
        LOG.error("request failed, {}", id, e);
        return ProblemBody.response(Problem.INTERNAL, "Nothing was written. The log has the cause under " + id + ".");
    }

    /** The problem that stands for a status the framework chose. */
    static Response ofStatus(int status) {
        Problem problem = problem(status);
        return ProblemBody.response(problem, problem.meaning());
    }

    static Problem problem(int status) {
        return switch (status) {
            case 401 -> Problem.UNAUTHENTICATED;
            case 403 -> Problem.FORBIDDEN;
            case 404 -> Problem.NOT_FOUND;
            case 405 -> Problem.METHOD_NOT_ALLOWED;
            case 406 -> Problem.NOT_ACCEPTABLE;
            case 413, 414, 431 -> Problem.TOO_LARGE;
            case 415 -> Problem.UNSUPPORTED_MEDIA_TYPE;
            case 429 -> Problem.TOO_MANY_ATTEMPTS;
            case 503 -> Problem.UNAVAILABLE;
            default -> status < 500 ? Problem.MALFORMED : Problem.INTERNAL;
        };
    }
}
