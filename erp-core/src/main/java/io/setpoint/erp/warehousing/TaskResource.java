package io.setpoint.erp.warehousing;

import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.http.Caller;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Pick, pack and ship tasks of a site. */
@Path("tasks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class TaskResource {
    private final TakeTask takeTask;
    private final GiveBackTask giveBackTask;
    private final Clock clock;

    TaskResource(TakeTask takeTask, GiveBackTask giveBackTask, Clock clock) {
        this.takeTask = takeTask;
        this.giveBackTask = giveBackTask;
        this.clock = clock;
    }

    /** What is open, the oldest promise first. */
    @GET
    public Page<TaskView> list(
            @Context Caller caller,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("kind") @Nullable TaskKind kind,
            @QueryParam("role") @Nullable String role,
            @QueryParam("aisle") @Nullable String aisle,
            @QueryParam("zone") @Nullable String zone,
            @QueryParam("mine") @DefaultValue("false") boolean mine,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        Role wanted = role == null
                ? null
                : Role.ofCode(role)
                        .orElseThrow(() -> new Refused(Problem.UNKNOWN_ROLE, "There is no role " + role + "."));
        PersonId takenBy = mine ? caller.actor().person() : null;
        return caller.readAt(
                site,
                (handle, asked) -> TaskQueries.list(
                        handle,
                        new TaskQueries.Filter(asked, kind, wanted, aisle, zone, takenBy),
                        clock.instant(),
                        cursor,
                        limit));
    }

    @POST
    @Path("take")
    public Receipt<TaskView> take(@Context Caller caller, TaskClaims.@Nullable Task task) {
        return caller.run(takeTask, task);
    }

    @POST
    @Path("give-back")
    public Receipt<TaskView> giveBack(@Context Caller caller, TaskClaims.@Nullable Task task) {
        return caller.run(giveBackTask, task);
    }
}
