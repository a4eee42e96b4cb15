package io.setpoint.erp.chains;

import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.http.Caller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** The chain of any document. */
@Path("chains")
@Produces(MediaType.APPLICATION_JSON)
public final class ChainResource {
    /** Everything that is connected with a document, as far as the caller may see it. */
    @GET
    @Path("{type}/{id}")
    public ChainView chain(@Context Caller caller, @PathParam("type") String type, @PathParam("id") String id) {
        DocumentType known = DocumentType.ofCode(type)
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND, "There is no kind of document " + type));
        return caller.read((handle, actor) -> ChainQueries.chain(handle, actor, known, id));
    }
}
