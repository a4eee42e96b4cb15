package io.setpoint.erp.exceptions;

import io.setpoint.contracts.events.Decision;
import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.contracts.exceptions.ExceptionType.Remedy;
import io.setpoint.contracts.values.ExceptionId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.http.Caller;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The exception queue. */
@Path("exceptions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ExceptionResource {
    private final ReceiveSignal receiveSignal;
    private final OwnException ownException;
    private final CommentOnException commentOnException;
    private final DecideException decideException;
    private final Remedies remedies;
    private final Clock clock;

    ExceptionResource(
            ReceiveSignal receiveSignal,
            OwnException ownException,
            CommentOnException commentOnException,
            DecideException decideException,
            Remedies remedies,
            Clock clock) {
        this.receiveSignal = receiveSignal;
        this.ownException = ownException;
        this.commentOnException = commentOnException;
        this.decideException = decideException;
        this.remedies = remedies;
        this.clock = clock;
    }

    /** A comment. */
    public record Comment(String text) {}

    /** A decision; {@code remedy} may be left out where the decision allows one only. */
    public record Decided(
            Decision decision,
            @Nullable Remedy remedy,
            @Nullable String why) {}

    @POST
    @Path("signals")
    public Receipt<ReceiveSignal.Received> signal(@Context Caller caller, @Nullable ExceptionSignal signal) {
        return caller.run(receiveSignal, signal);
    }

    @GET
    public Page<ExceptionView> list(
            @Context Caller caller,
            @QueryParam("tab") @DefaultValue("all") QueueTab tab,
            @QueryParam("type") @Nullable String type,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("sort") @Nullable QueueSort sort,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) ->
                ExceptionQueries.list(handle, actor, tab, type, site, sort, cursor, limit, clock.instant()));
    }

    @GET
    @Path("summary")
    public ExceptionQueries.Summary summary(@Context Caller caller) {
        return caller.read((handle, actor) -> ExceptionQueries.summary(handle, actor, clock.instant()));
    }

    @GET
    @Path("{exception}")
    public ExceptionPage get(@Context Caller caller, @PathParam("exception") ExceptionId exception) {
        return caller.read(
                (handle, actor) -> ExceptionQueries.page(handle, actor, remedies, exception, clock.instant()));
    }

    @POST
    @Path("{exception}/own")
    public Receipt<ExceptionView> own(@Context Caller caller, @PathParam("exception") ExceptionId exception) {
        return caller.run(ownException, new OwnException.Command(exception));
    }

    @POST
    @Path("{exception}/comments")
    public Receipt<CommentOnException.Commented> comment(
            @Context Caller caller, @PathParam("exception") ExceptionId exception, @Nullable Comment body) {
        return caller.run(
                commentOnException, body == null ? null : new CommentOnException.Command(exception, body.text()));
    }

    @POST
    @Path("{exception}/decisions")
    public Receipt<ExceptionView> decide(
            @Context Caller caller, @PathParam("exception") ExceptionId exception, @Nullable Decided body) {
        return caller.run(
                decideException,
                body == null
                        ? null
                        : new DecideException.Command(exception, body.decision(), body.remedy(), body.why()));
    }
}
