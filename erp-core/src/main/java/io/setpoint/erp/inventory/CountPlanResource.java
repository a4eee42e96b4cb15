package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.kernel.http.Creates;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The count policy of a site, and the plan that follows from it. */
@Path("count-plan")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CountPlanResource {
    private final SetCountPolicy setPolicy;
    private final StartPlannedCount startPlannedCount;
    private final Clock clock;

    CountPlanResource(SetCountPolicy setPolicy, StartPlannedCount startPlannedCount, Clock clock) {
        this.setPolicy = setPolicy;
        this.startPlannedCount = startPlannedCount;
        this.clock = clock;
    }

    @POST
    @Path("policy")
    public Receipt<CountPolicy> setPolicy(@Context Caller caller, @Nullable CountPolicy policy) {
        return caller.run(setPolicy, policy);
    }

    @GET
    @Path("policy")
    public CountPolicy policy(@Context Caller caller, @QueryParam("site") @Nullable SiteId site) {
        return caller.readAt(site, CountPlan::policy);
    }

    /** By ABC class: how many places are due, overdue and counted within their days. */
    @GET
    @Path("coverage")
    public List<CountPlan.Coverage> coverage(@Context Caller caller, @QueryParam("site") @Nullable SiteId site) {
        return caller.readAt(site, (handle, asked) -> CountPlan.coverage(handle, asked, clock.instant()));
    }

    /** The places behind the coverage, the most pressing first. */
    @GET
    public Page<CountPlan.Place> places(
            @Context Caller caller,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("state") CountPlan.@Nullable State state,
            @QueryParam("abc") @Nullable String abc,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.readAt(
                site, (handle, asked) -> CountPlan.places(handle, asked, clock.instant(), state, abc, cursor, limit));
    }

    /** Opens a blind count of bins that are due. */
    @POST
    @Path("start")
    @Creates
    public Receipt<CountSheet> start(@Context Caller caller, StartPlannedCount.@Nullable Command command) {
        return caller.run(startPlannedCount, command);
    }
}
