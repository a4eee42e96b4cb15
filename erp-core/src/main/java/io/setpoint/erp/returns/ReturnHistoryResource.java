package io.setpoint.erp.returns;

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

/** Returns of the time before go-live. */
@Path("history/returns")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ReturnHistoryResource {
    private final ImportReturns importReturns;

    ReturnHistoryResource(ImportReturns importReturns) {
        this.importReturns = importReturns;
    }

    @POST
    public Receipt<Imported> returns(@Context Caller caller, ImportReturns.@Nullable Command command) {
        return caller.run(importReturns, command);
    }
}
