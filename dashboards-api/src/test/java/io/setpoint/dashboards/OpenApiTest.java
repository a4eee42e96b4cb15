package io.setpoint.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.fixtures.Golden;
import io.setpoint.dashboards.analytics.BreakdownResource;
import io.setpoint.dashboards.board.KpiResource;
import io.setpoint.dashboards.board.ParityResource;
import io.setpoint.dashboards.board.ReplayResource;
import io.setpoint.dashboards.platform.PlatformResource;
import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.integration.SwaggerConfiguration;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.servers.Server;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    @Test
    void theInterfaceIsTheOneThatIsWrittenDown() throws Exception {
        OpenAPI api = new Reader(new SwaggerConfiguration()
                        .openAPI31(true)
                        .openAPI(new OpenAPI()
                                .info(
                                        new Info()
                                                .title("Setpoint dashboards")
                                                .version("v1")
                                                .description(
                                                        "KPI numbers of the caller's company and sites. Every other address under"
                                                                + " /api/v1 is the ERP core's and answers as its own openapi.yaml says."))
                                .servers(List.of(new Server().url("/api/v1")))))
                .read(new LinkedHashSet<Class<?>>(List.of(
                        KpiResource.class,
                        BreakdownResource.class,
                        ParityResource.class,
                        PlatformResource.class,
                        ReplayResource.class)));
        api.path("/kpi-stream", stream());
        assertThat(api.getPaths().keySet())
                .contains(
                        "/kpis",
                        "/kpi-cells",
                        "/kpi-board",
                        "/kpis/{kpi}/breakdown",
                        "/kpis/{kpi}/facts",
                        "/kpis/{kpi}/replay",
                        "/parity",
                        "/platform");
        Golden.assertMatches(Path.of("src/main/openapi/openapi.yaml"), Yaml31.pretty(api));
    }

    /** The stream is a servlet, because its answer does not end. */
    private static PathItem stream() {
        return new PathItem()
                .get(new Operation()
                        .operationId("stream")
                        .summary("Server-sent events: `cells` that changed and how far the numbers are `complete`")
                        .addParametersItem(new QueryParameter().name("company").schema(new StringSchema()))
                        .addParametersItem(new QueryParameter().name("site").schema(new StringSchema()))
                        .responses(new ApiResponses()
                                .addApiResponse(
                                        "200",
                                        new ApiResponse()
                                                .description("at most ten messages a second")
                                                .content(new Content()
                                                        .addMediaType(
                                                                "text/event-stream",
                                                                new MediaType().schema(new StringSchema()))))));
    }
}
