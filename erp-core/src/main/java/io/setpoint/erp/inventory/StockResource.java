package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.BinId;
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
import org.jspecify.annotations.Nullable;

/** Stock by item and site. */
@Path("stock")
@Produces(MediaType.APPLICATION_JSON)
public final class StockResource {
    @GET
    public Page<StockQueries.StockView> list(
            @Context Caller caller,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("item") @Nullable Sku item,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        if (site != null && item != null && cursor == null && limit == null) {
            return caller.readWith((reads, actor) -> StockQueries.one(reads, actor, site, item));
        }
        return caller.read((handle, actor) -> StockQueries.list(handle, actor, site, item, cursor, limit));
    }

    /** The bins of a site with what stands in them, by zone and code; {@code zone} narrows it. */
    @GET
    @Path("bins")
    public Page<BinStockQueries.BinStock> bins(
            @Context Caller caller,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("zone") @Nullable String zone,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) -> BinStockQueries.list(handle, actor, site, zone, cursor, limit));
    }

    /** Stock at a past moment, as known then and as known now, with the moves that make the difference. */
    @GET
    @Path("as-at")
    public StockAsAt.AsAtView asAt(
            @Context Caller caller,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("item") @Nullable Sku item,
            @QueryParam("bin") @Nullable BinId bin,
            @QueryParam("at") @Nullable String at,
            @QueryParam("knownAt") @Nullable String knownAt,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read(
                (handle, actor) -> StockAsAt.get(handle, actor, site, item, bin, at, knownAt, cursor, limit));
    }
}
