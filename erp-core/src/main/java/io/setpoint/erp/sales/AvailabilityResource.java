package io.setpoint.erp.sales;

import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.sales.AvailabilityQueries.AvailabilityView;
import io.setpoint.erp.sales.AvailabilityQueries.Wanted;
import io.setpoint.erp.sales.PromiseQueries.AtRiskView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When how much of what can be had, and which promises are not covered any more. */
@Path("availability")
@Produces(MediaType.APPLICATION_JSON)
public final class AvailabilityResource {
    private final Clock clock;

    AvailabilityResource(Clock clock) {
        this.clock = clock;
    }

    /**
     * What an order would be promised if it were placed now; as many quantities as items, in their order.
     *
     * @param date the day of delivery, as an order's requested date; without a shipping mode, the day it is ready
     */
    @GET
    public AvailabilityView get(
            @Context Caller caller,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("item") List<Sku> items,
            @QueryParam("quantity") List<BigDecimal> quantities,
            @QueryParam("date") @Nullable String date,
            @QueryParam("shippingMode") @Nullable String shippingMode) {
        if (site == null || items.size() != quantities.size()) {
            throw new Refused(Problem.INVALID, "Name the site, and a quantity for each item.");
        }
        List<Wanted> lines = lines(items, quantities);
        LocalDate requested = day(date);
        return caller.read((handle, actor) ->
                AvailabilityQueries.get(handle, actor, clock.instant(), site, requested, shippingMode, lines));
    }

    /** Promises that known supply does not cover on their day any more, the earliest day first. */
    @GET
    @Path("at-risk")
    public Page<AtRiskView> atRisk(
            @Context Caller caller,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("item") @Nullable Sku item,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read(
                (handle, actor) -> PromiseQueries.atRisk(handle, actor, clock.instant(), site, item, cursor, limit));
    }

    private static List<Wanted> lines(List<Sku> items, List<BigDecimal> quantities) {
        List<Wanted> lines = new ArrayList<>();
        try {
            for (int i = 0; i < items.size(); i++) {
                lines.add(new Wanted(items.get(i), quantities.get(i)));
            }
        } catch (IllegalArgumentException e) {
            throw new Refused(Problem.INVALID, "A line " + e.getMessage() + ".");
        }
        return lines;
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new Refused(Problem.MALFORMED, "A date is written like 2026-11-30.");
        }
    }
}
