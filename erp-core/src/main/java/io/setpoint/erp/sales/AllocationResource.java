package io.setpoint.erp.sales;

import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.sales.AllocationQueries.HolderView;
import io.setpoint.erp.sales.api.OrderView;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Who holds which stock, who gets it next, and by which policy. */
@Path("allocations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AllocationResource {
    private final AllocateStock allocateStock;
    private final ReallocateReservation reallocateReservation;
    private final SetAllocationPolicy setAllocationPolicy;

    AllocationResource(
            AllocateStock allocateStock,
            ReallocateReservation reallocateReservation,
            SetAllocationPolicy setAllocationPolicy) {
        this.allocateStock = allocateStock;
        this.reallocateReservation = reallocateReservation;
        this.setAllocationPolicy = setAllocationPolicy;
    }

    /** Order lines that hold stock or wait for it. */
    @GET
    public Page<HolderView> list(
            @Context Caller caller,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("item") @Nullable Sku item,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) -> AllocationQueries.list(handle, actor, site, item, cursor, limit));
    }

    @POST
    public Receipt<AllocateStock.Allocated> allocate(@Context Caller caller, AllocateStock.@Nullable Command command) {
        return caller.run(allocateStock, command);
    }

    @POST
    @Path("reallocations")
    public Receipt<OrderView> reallocate(@Context Caller caller, ReallocateReservation.@Nullable Command command) {
        return caller.run(reallocateReservation, command);
    }

    @GET
    @Path("policy")
    public SetAllocationPolicy.Policy policy(@Context Caller caller) {
        return caller.read((handle, actor) -> new SetAllocationPolicy.Policy(
                handle.attach(AllocationPlan.Sql.class).policy()));
    }

    @POST
    @Path("policy")
    public Receipt<SetAllocationPolicy.Policy> setPolicy(
            @Context Caller caller, SetAllocationPolicy.@Nullable Policy policy) {
        return caller.run(setAllocationPolicy, policy);
    }
}
