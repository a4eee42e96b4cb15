package io.setpoint.erp;

import io.setpoint.erp.kernel.http.OpenApi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;

/** The description of this API. */
@Path("openapi.yaml")
public final class OpenApiResource {
    private final List<Class<?>> resources;

    OpenApiResource(List<Class<?>> resources) {
        this.resources = List.copyOf(resources);
    }

    @GET
    @Produces("application/yaml")
    public String yaml() {
        return OpenApi.yaml(resources);
    }
}
