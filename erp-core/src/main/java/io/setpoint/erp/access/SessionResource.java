package io.setpoint.erp.access;

import io.setpoint.erp.access.LogIn.Credentials;
import io.setpoint.erp.access.SessionQueries.SessionView;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.kernel.http.Creates;
import io.setpoint.erp.kernel.http.Open;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Log-in, who am I, log-out. */
@Path("sessions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SessionResource {
    private final LogIn logIn;
    private final StoredSessions sessions;
    private final SessionQueries queries;

    SessionResource(LogIn logIn, StoredSessions sessions, SessionQueries queries) {
        this.logIn = logIn;
        this.sessions = sessions;
        this.queries = queries;
    }

    @POST
    @Open
    @Creates
    public SessionView logIn(@Nullable Credentials credentials) {
        if (credentials == null) {
            throw new Refused(Problem.MALFORMED, "The body is missing.");
        }
        Token token = logIn.run(credentials);
        return queries.find(sessions.find(token.value()).orElseThrow(), token.value());
    }

    @GET
    @Path("current")
    public SessionView current(@Context Caller caller) {
        return queries.find(caller.principal(), null);
    }

    @DELETE
    @Path("current")
    public void logOut(
            @Context Caller caller,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        sessions.close(
                authorization.substring("Bearer ".length()), caller.principal().person());
    }
}
