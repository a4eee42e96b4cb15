package io.setpoint.erp.kernel.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what is wrong with a JSON body, by field, without a word of ours about classes. */
public final class JsonProblems implements ExceptionMapper<JsonProcessingException> {
    private static final Logger LOG = LoggerFactory.getLogger(JsonProblems.class);

    @Override
    public Response toResponse(JsonProcessingException e) {
        if (e instanceof InvalidDefinitionException) {
            LOG.error("a type cannot be mapped", e);
            return ProblemBody.response(Problem.INTERNAL, "The answer could not be written.");
        }
        if (!(e instanceof JsonMappingException mapping)) {
            return ProblemBody.response(
                    Problem.MALFORMED,
                    "This is not JSON"
                            + (e.getLocation() == null
                                    ? "."
                                    : ", at line " + e.getLocation().getLineNr() + ", column "
                                            + e.getLocation().getColumnNr() + "."));
        }
        String field = path(mapping);
        if (e instanceof ValueInstantiationException && e.getCause() instanceof Refused refused) {
            return ProblemBody.response(refused);
        }
        if (e instanceof ValueInstantiationException && e.getCause() instanceof RuntimeException cause) {
            String message = cause.getMessage() == null ? "is not allowed" : cause.getMessage();
            return refusal(Problem.INVALID, field, message);
        }
        if (e instanceof UnrecognizedPropertyException) {
            return refusal(Problem.MALFORMED, field, "is unknown");
        }
        if (e instanceof InvalidFormatException format) {
            return refusal(Problem.MALFORMED, field, "cannot be " + format.getValue());
        }
        if (e instanceof MismatchedInputException) {
            String message = String.valueOf(e.getOriginalMessage());
            return refusal(
                    Problem.MALFORMED,
                    field,
                    message.contains("Missing required creator property") || message.contains("null")
                            ? "is missing"
                            : "has the wrong type");
        }
        return refusal(Problem.MALFORMED, field, "cannot be read");
    }

    private static Response refusal(Problem problem, String field, String message) {
        return ProblemBody.response(new Refused(problem, field.isEmpty() ? message : field + " " + message)
                .at(List.of(new Refused.FieldError(field, message))));
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : e.getPath()) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }
}
