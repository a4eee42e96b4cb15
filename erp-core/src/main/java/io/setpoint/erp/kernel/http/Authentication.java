package io.setpoint.erp.kernel.http;

import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Lets nobody pass without a session, except to what is {@link Open}. */
@Priority(Priorities.AUTHENTICATION)
public final class Authentication implements ContainerRequestFilter {
    static final String PRINCIPAL = "setpoint.principal";
    private static final String BEARER = "Bearer ";

    private final Sessions sessions;

    @Context
    private @Nullable ResourceInfo resource;

    public Authentication(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        ResourceInfo matched = resource;
        Method method = matched == null ? null : matched.getResourceMethod();
        if (method != null && method.isAnnotationPresent(Open.class)) {
            return;
        }
        request.setProperty(
                PRINCIPAL,
                sessions.find(token(request))
                        .orElseThrow(() -> new Refused(
                                Problem.UNAUTHENTICATED, "The session is unknown or has expired. Log in again.")));
    }

    private static String token(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.startsWith(BEARER) || header.length() > 200) {
            throw new Refused(Problem.UNAUTHENTICATED, "Send Authorization: Bearer with a session token.");
        }
        return header.substring(BEARER.length());
    }
}
