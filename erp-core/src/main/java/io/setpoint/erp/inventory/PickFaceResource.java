package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.SiteId;
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

/** Pick faces and how they are filled from reserve. */
@Path("pick-faces")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PickFaceResource {
    private final SetPickFaces setPickFaces;
    private final ReplenishPickFace replenishPickFace;

    PickFaceResource(SetPickFaces setPickFaces, ReplenishPickFace replenishPickFace) {
        this.setPickFaces = setPickFaces;
        this.replenishPickFace = replenishPickFace;
    }

    @POST
    public Receipt<SetPickFaces.Command> set(@Context Caller caller, SetPickFaces.@Nullable Command command) {
        return caller.run(setPickFaces, command);
    }

    @GET
    public Page<PickFaceQueries.FaceView> list(
            @Context Caller caller,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) -> PickFaceQueries.list(handle, actor, site, cursor, limit));
    }

    /** What is to be brought from reserve to faces below their minimum, the emptiest faces first. */
    @GET
    @Path("tasks")
    public Page<PickFaceQueries.Task> tasks(
            @Context Caller caller,
            @QueryParam("site") @Nullable SiteId site,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) -> PickFaceQueries.tasks(handle, actor, site, limit));
    }

    @POST
    @Path("replenish")
    @Creates
    public Receipt<ReplenishPickFace.Replenished> replenish(
            @Context Caller caller, ReplenishPickFace.@Nullable Command command) {
        return caller.run(replenishPickFace, command);
    }
}
