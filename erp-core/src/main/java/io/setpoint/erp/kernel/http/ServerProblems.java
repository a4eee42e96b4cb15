package io.setpoint.erp.kernel.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.setpoint.erp.kernel.Json;
import io.setpoint.erp.kernel.Problem;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Errors that never reach a resource, as problems too. */
public final class ServerProblems extends ErrorHandler {
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        Problem problem = AllProblems.problem(code);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemBody.MEDIA_TYPE.toString());
        try {
            Content.Sink.write(
                    response,
                    true,
                    Json.http().writeValueAsString(ProblemBody.of(problem, problem.meaning())),
                    callback);
        } catch (JsonProcessingException e) {
            callback.failed(e);
        }
    }
}
