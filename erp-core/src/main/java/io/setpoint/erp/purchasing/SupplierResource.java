package io.setpoint.erp.purchasing;

import io.setpoint.contracts.values.SupplierId;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.http.Caller;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Suppliers: their terms and how long they take. */
@Path("suppliers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SupplierResource {
    private final Clock clock;

    SupplierResource(Clock clock) {
        this.clock = clock;
    }

    @GET
    public Page<SupplierQueries.SupplierView> list(
            @Context Caller caller,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) -> SupplierQueries.list(handle, cursor, limit));
    }

    @GET
    @Path("{supplier}")
    public SupplierQueries.SupplierPage get(@Context Caller caller, @PathParam("supplier") SupplierId supplier) {
        return caller.read((handle, actor) -> SupplierQueries.page(handle, supplier));
    }

    /** Promised and actual lead times by item, over the last 180 days. */
    @GET
    @Path("{supplier}/lead-times")
    public List<SupplierQueries.LeadTime> leadTimes(
            @Context Caller caller, @PathParam("supplier") SupplierId supplier) {
        return caller.read((handle, actor) -> SupplierQueries.leadTimes(handle, actor, supplier, clock.instant()));
    }
}
