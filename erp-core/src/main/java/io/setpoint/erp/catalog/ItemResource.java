package io.setpoint.erp.catalog;

import io.setpoint.erp.catalog.CreateItems.Created;
import io.setpoint.erp.catalog.CreateItems.Item;
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
import org.jspecify.annotations.Nullable;

/** Items of the company. */
@Path("items")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ItemResource {
    private final CreateItems createItems;

    ItemResource(CreateItems createItems) {
        this.createItems = createItems;
    }

    @POST
    @Creates
    public Receipt<Created> create(@Context Caller caller, CreateItems.@Nullable Command command) {
        return caller.run(createItems, command);
    }

    /** Items by code; {@code query} looks into codes, names and categories. */
    @GET
    public Page<Item> list(
            @Context Caller caller,
            @QueryParam("query") @Nullable String query,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Page.limit(limit);
        return caller.read((handle, actor) -> Page.of(
                handle.createQuery("""
                                select item_id as item, name, category, abc, unit, price, cost from item
                                where company_id = :company and item_id > coalesce(cast(:cursor as text), '')
                                  and (cast(:query as text) is null
                                    or position(lower(cast(:query as text)) in lower(item_id || ' ' || name || ' ' || category)) > 0)
                                order by item_id limit :rows
                                """)
                        .bind("company", actor.company())
                        .bind("cursor", cursor)
                        .bind("query", query)
                        .bind("rows", size + 1)
                        .mapTo(Item.class)
                        .list(),
                size,
                item -> item.item().value()));
    }
}
