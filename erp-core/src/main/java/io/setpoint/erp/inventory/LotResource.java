package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Receipt;
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

/** Lots and serials. A lot is named in the query or the body, because its number may contain a slash. */
@Path("lots")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class LotResource {
    private final BlockLot blockLot;
    private final UnblockLot unblockLot;

    LotResource(BlockLot blockLot, UnblockLot unblockLot) {
        this.blockLot = blockLot;
        this.unblockLot = unblockLot;
    }

    @POST
    @Path("block")
    public Receipt<LotView> block(@Context Caller caller, BlockLot.@Nullable Command command) {
        return caller.run(blockLot, command);
    }

    @POST
    @Path("unblock")
    public Receipt<LotView> unblock(@Context Caller caller, UnblockLot.@Nullable Command command) {
        return caller.run(unblockLot, command);
    }

    /** The lots of an item, by number. */
    @GET
    public Page<LotView> list(
            @Context Caller caller,
            @QueryParam("item") @Nullable Sku item,
            @QueryParam("state") @Nullable LotState state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) -> LotQueries.list(handle, actor, item, state, cursor, limit));
    }

    /** Where a lot came from, to whom it went, and what is still here. */
    @GET
    @Path("recall")
    public RecallView recall(
            @Context Caller caller,
            @QueryParam("item") @Nullable Sku item,
            @QueryParam("lot") @Nullable LotNumber lot) {
        return caller.read((handle, actor) -> LotQueries.recall(handle, actor, item, lot));
    }
}
