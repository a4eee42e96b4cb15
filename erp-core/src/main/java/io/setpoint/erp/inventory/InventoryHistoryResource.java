package io.setpoint.erp.inventory;

import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.organization.api.Imported;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Counts and adjustments of the time before go-live. */
@Path("history")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class InventoryHistoryResource {
    private final ImportAdjustments importAdjustments;
    private final ImportCounts importCounts;

    InventoryHistoryResource(ImportAdjustments importAdjustments, ImportCounts importCounts) {
        this.importAdjustments = importAdjustments;
        this.importCounts = importCounts;
    }

    @POST
    @Path("adjustments")
    public Receipt<Imported> adjustments(@Context Caller caller, ImportAdjustments.@Nullable Command command) {
        return caller.run(importAdjustments, command);
    }

    @POST
    @Path("counts")
    public Receipt<Imported> counts(@Context Caller caller, ImportCounts.@Nullable Command command) {
        return caller.run(importCounts, command);
    }
}
