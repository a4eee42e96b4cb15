package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.HoldId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.kernel.http.Creates;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stock on hold. */
@Path("holds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class HoldResource {
    private final HoldStock holdStock;
    private final ReleaseHold releaseHold;

    HoldResource(HoldStock holdStock, ReleaseHold releaseHold) {
        this.holdStock = holdStock;
        this.releaseHold = releaseHold;
    }

    /** What comes with a release; without lines all is released. */
    public record Release(String why, @Nullable List<ReleaseHold.Line> lines) {}

    @POST
    @Creates
    public Receipt<HoldView> hold(@Context Caller caller, HoldStock.@Nullable Command command) {
        return caller.run(holdStock, command);
    }

    @POST
    @Path("{hold}/release")
    public Receipt<HoldView> release(@Context Caller caller, @PathParam("hold") HoldId hold, @Nullable Release body) {
        return caller.run(releaseHold, body == null ? null : new ReleaseHold.Command(hold, body.why(), body.lines()));
    }

    @GET
    public Page<HoldView> list(
            @Context Caller caller,
            @QueryParam("state") @Nullable HoldState state,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("item") @Nullable Sku item,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) -> HoldQueries.list(handle, actor, state, site, item, cursor, limit));
    }

    @GET
    @Path("{hold}")
    public HoldView get(@Context Caller caller, @PathParam("hold") HoldId hold) {
        return caller.read((handle, actor) -> HoldQueries.get(handle, actor, hold));
    }
}
