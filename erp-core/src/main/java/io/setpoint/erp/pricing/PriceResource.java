package io.setpoint.erp.pricing;

import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.pricing.PriceQueries.PriceView;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The price of a moment, now or in the past. */
@Path("prices")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PriceResource {
    private final Clock clock;

    PriceResource(Clock clock) {
        this.clock = clock;
    }

    @GET
    public PriceView find(
            @Context Caller caller,
            @QueryParam("customer") @Nullable CustomerId customer,
            @QueryParam("item") @Nullable Sku item,
            @QueryParam("quantity") @Nullable BigDecimal quantity,
            @QueryParam("at") @Nullable String at) {
        Instant moment = at == null ? clock.instant() : instant(at);
        return caller.read((handle, actor) -> PriceQueries.price(handle, customer, item, quantity, moment));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new Refused(Problem.MALFORMED, "at is no instant such as 2026-11-20T09:14:07Z.");
        }
    }
}
