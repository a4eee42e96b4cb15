package io.setpoint.erp.kernel.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Jersey asks for the nearest mapper first and would answer these itself. */
public final class WebProblems implements ExceptionMapper<WebApplicationException> {
    private final AllProblems all = new AllProblems();

    @Override
    public Response toResponse(WebApplicationException e) {
        return all.toResponse(e);
    }
}
