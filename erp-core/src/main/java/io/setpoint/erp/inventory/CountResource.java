package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.Versioned;
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
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Cycle counts. */
@Path("counts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CountResource {
    private final StartCount startCount;
    private final CountLine countLine;
    private final CompleteCount completeCount;

    CountResource(StartCount startCount, CountLine countLine, CompleteCount completeCount) {
        this.startCount = startCount;
        this.countLine = countLine;
        this.completeCount = completeCount;
    }

    /**
     * What a counter found in a bin.
     *
     * @param unit in which it was counted; the base unit if none is named
     */
    public record Finding(
            BigDecimal counted,
            @Nullable Instant occurredAt,
            @Nullable String unit) {}

    @POST
    @Creates
    public Receipt<CountSheet> start(@Context Caller caller, StartCount.@Nullable Command command) {
        return caller.run(startCount, command);
    }

    @POST
    @Path("{count}/lines/{line}")
    public Receipt<CountLine.Counted> count(
            @Context Caller caller,
            @PathParam("count") CountId count,
            @PathParam("line") int line,
            @Nullable Finding body) {
        return caller.run(
                countLine,
                body == null
                        ? null
                        : new CountLine.Command(count, line, body.counted(), body.occurredAt(), body.unit()));
    }

    @POST
    @Path("{count}/complete")
    public Receipt<CountView> complete(@Context Caller caller, @PathParam("count") CountId count) {
        return caller.run(completeCount, new CompleteCount.Command(count));
    }

    @GET
    public Page<CountQueries.CountRow> list(
            @Context Caller caller,
            @QueryParam("state") @Nullable CountState state,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) -> CountQueries.list(handle, actor, state, site, cursor, limit));
    }

    @GET
    @Path("{count}")
    public Versioned get(@Context Caller caller, @PathParam("count") CountId count) {
        return caller.read((handle, actor) -> CountQueries.page(handle, actor, count));
    }
}
