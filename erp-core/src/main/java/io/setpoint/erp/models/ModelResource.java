package io.setpoint.erp.models;

import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.kernel.http.Creates;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** The model registry. */
@Path("models")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ModelResource {
    private final RegisterModel registerModel;
    private final PromoteModel promoteModel;
    private final RetireModel retireModel;

    ModelResource(RegisterModel registerModel, PromoteModel promoteModel, RetireModel retireModel) {
        this.registerModel = registerModel;
        this.promoteModel = promoteModel;
        this.retireModel = retireModel;
    }

    @POST
    @Creates
    public Receipt<ModelView> register(@Context Caller caller, RegisterModel.@Nullable Command command) {
        return caller.run(registerModel, command);
    }

    @GET
    public Page<ModelView> list(
            @Context Caller caller,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return caller.read((handle, actor) -> ModelQueries.list(handle, cursor, limit));
    }

    @GET
    @Path("{sha256}")
    public ModelView get(@Context Caller caller, @PathParam("sha256") String sha256) {
        return caller.read((handle, actor) -> ModelQueries.view(handle, sha256));
    }

    @POST
    @Path("{sha256}/promote")
    public Receipt<ModelView> promote(@Context Caller caller, @PathParam("sha256") String sha256) {
        return caller.run(promoteModel, new PromoteModel.Command(sha256));
    }

    @POST
    @Path("{sha256}/retire")
    public Receipt<ModelView> retire(@Context Caller caller, @PathParam("sha256") String sha256) {
        return caller.run(retireModel, new RetireModel.Command(sha256));
    }
}
