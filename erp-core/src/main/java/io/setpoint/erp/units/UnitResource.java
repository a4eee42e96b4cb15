package io.setpoint.erp.units;

import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.http.Caller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Units of items, and what was typed in them. */
@Path("units")
@Produces(MediaType.APPLICATION_JSON)
public final class UnitResource {
    private final Clock clock;

    UnitResource(Clock clock) {
        this.clock = clock;
    }

    /** The units of an item besides its base unit, as they hold at a moment: now, if none is named. */
    @GET
    @Path("{item}")
    public Page<UnitQueries.UnitView> units(
            @Context Caller caller, @PathParam("item") Sku item, @QueryParam("at") @Nullable String at) {
        Instant moment = at == null ? clock.instant() : instant(at);
        return caller.read((handle, actor) -> new Page<>(UnitQueries.units(handle, item, moment), null));
    }

    /** What was typed in other units than the base unit on the lines of a document, with the factors used. */
    @GET
    @Path("typed/{document}")
    public Page<UnitQueries.TypedView> typed(@Context Caller caller, @PathParam("document") String document) {
        return caller.read((handle, actor) -> new Page<>(UnitQueries.typed(handle, document), null));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new Refused(Problem.MALFORMED, "at is no instant such as 2026-11-20T09:14:07Z.");
        }
    }
}
