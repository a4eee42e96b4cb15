package io.setpoint.erp.replenishment;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.kernel.http.Creates;
import io.setpoint.erp.purchasing.api.OpenPurchases;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Policies of replenishment and what they suggest. */
@Path("replenishment")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ReplenishmentResource {
    private final SetReplenishmentPolicy setPolicy;
    private final OrderSuggestion orderSuggestion;
    private final DismissSuggestion dismissSuggestion;
    private final OpenPurchases purchases;
    private final Clock clock;

    ReplenishmentResource(
            SetReplenishmentPolicy setPolicy,
            OrderSuggestion orderSuggestion,
            DismissSuggestion dismissSuggestion,
            OpenPurchases purchases,
            Clock clock) {
        this.setPolicy = setPolicy;
        this.orderSuggestion = orderSuggestion;
        this.dismissSuggestion = dismissSuggestion;
        this.purchases = purchases;
        this.clock = clock;
    }

    @POST
    @Path("policies")
    @Creates
    public Receipt<Policy> setPolicy(@Context Caller caller, @Nullable Policy policy) {
        return caller.run(setPolicy, policy);
    }

    /** What to order for a site now, with each step of the arithmetic. */
    @GET
    @Path("suggestions")
    public Page<SuggestionView> suggestions(
            @Context Caller caller,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        if (site == null) {
            throw new Refused(Problem.INVALID, "Name a site.");
        }
        return caller.read((handle, actor) -> {
            if (!actor.mayAt(Permission.VIEW, site)) {
                throw new Refused(Problem.NOT_FOUND, "There is no site " + site + ".");
            }
            return Suggestions.list(handle, purchases, site, clock.instant(), cursor, limit);
        });
    }

    @POST
    @Path("suggestions/order")
    @Creates
    public Receipt<OrderSuggestion.Ordered> order(@Context Caller caller, OrderSuggestion.@Nullable Command command) {
        return caller.run(orderSuggestion, command);
    }

    @POST
    @Path("suggestions/dismiss")
    public Receipt<SuggestionView> dismiss(@Context Caller caller, DismissSuggestion.@Nullable Command command) {
        return caller.run(dismissSuggestion, command);
    }
}
