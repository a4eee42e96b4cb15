package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.http.Caller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Slow movers and obsolete stock of a site. */
@Path("slow-movers")
@Produces(MediaType.APPLICATION_JSON)
public final class SlowMoverResource {
    private final Clock clock;

    SlowMoverResource(Clock clock) {
        this.clock = clock;
    }

    /** The stock of a site with its bucket, what is worth most first. */
    @GET
    public Page<SlowMovers.View> list(
            @Context Caller caller,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("item") @Nullable Sku item,
            @QueryParam("bucket") SlowMovers.@Nullable Bucket bucket,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.readAt(
                site, (handle, asked) -> SlowMovers.list(handle, asked, item, bucket, clock.instant(), cursor, limit));
    }

    /** How many items and what value each bucket holds. */
    @GET
    @Path("totals")
    public List<SlowMovers.Total> totals(@Context Caller caller, @QueryParam("site") @Nullable SiteId site) {
        return caller.readAt(site, (handle, asked) -> SlowMovers.totals(handle, asked, clock.instant()));
    }
}
