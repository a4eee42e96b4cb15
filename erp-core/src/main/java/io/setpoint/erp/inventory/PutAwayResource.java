package io.setpoint.erp.inventory;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.http.Caller;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** What is to be put away at a site, and by which rules. */
@Path("put-aways")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PutAwayResource {
    private final SetPutAwayRules setPutAwayRules;

    PutAwayResource(SetPutAwayRules setPutAwayRules) {
        this.setPutAwayRules = setPutAwayRules;
    }

    @GET
    public Page<ReceiptDetails.Task> open(
            @Context Caller caller,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("unplaced") @Nullable Boolean unplaced,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) -> ReceiptQueries.open(handle, actor, site, unplaced, cursor, limit));
    }

    @GET
    @Path("rules")
    public SetPutAwayRules.Command rules(@Context Caller caller, @QueryParam("site") @Nullable SiteId site) {
        return caller.read((handle, actor) -> {
            if (site == null || !actor.mayAt(Permission.VIEW, site)) {
                throw new Refused(Problem.NOT_FOUND, "There is no site " + site);
            }
            return new SetPutAwayRules.Command(
                    site,
                    handle.attach(PutAwayRules.Sql.class).list(site).stream()
                            .map(SetPutAwayRules.RuleBody::of)
                            .toList());
        });
    }

    @POST
    @Path("rules")
    public Receipt<SetPutAwayRules.Command> setRules(
            @Context Caller caller, SetPutAwayRules.@Nullable Command command) {
        return caller.run(setPutAwayRules, command);
    }
}
