package io.setpoint.erp.catalog;

import io.setpoint.erp.catalog.SetReplenishment.ItemCategory;
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

/** Item categories and their replenishment days. */
@Path("item-categories")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ItemCategoryResource {
    private final SetReplenishment setReplenishment;

    ItemCategoryResource(SetReplenishment setReplenishment) {
        this.setReplenishment = setReplenishment;
    }

    @POST
    public Receipt<ItemCategory> set(@Context Caller caller, @Nullable ItemCategory category) {
        return caller.run(setReplenishment, category);
    }

    @GET
    public Page<ItemCategory> list(
            @Context Caller caller,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Page.limit(limit);
        return caller.read((handle, actor) -> Page.of(
                handle.createQuery("""
                                select category, replenishment_days as "replenishmentDays" from item_category
                                where company_id = :company and category > coalesce(cast(:cursor as text), '')
                                order by category limit :rows
                                """)
                        .bind("company", actor.company())
                        .bind("cursor", cursor)
                        .bind("rows", size + 1)
                        .mapTo(ItemCategory.class)
                        .list(),
                size,
                ItemCategory::category));
    }
}
