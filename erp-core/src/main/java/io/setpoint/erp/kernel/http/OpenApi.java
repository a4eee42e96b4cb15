package io.setpoint.erp.kernel.http;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import io.setpoint.erp.kernel.Json;
import io.setpoint.erp.kernel.Receipt;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.jaxrs2.ext.AbstractOpenAPIExtension;
import io.swagger.v3.jaxrs2.ext.OpenAPIExtension;
import io.swagger.v3.jaxrs2.ext.OpenAPIExtensions;
import io.swagger.v3.oas.integration.SwaggerConfiguration;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import jakarta.ws.rs.POST;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the OpenAPI 3.1 description from the resources themselves. */
public final class OpenApi {
    private static final String PROBLEM = "Problem";

    private OpenApi() {}

    /** The description of these resource classes as YAML, in a stable order. */
    public static synchronized String yaml(List<Class<?>> resources) {
        ModelConverters converters = ModelConverters.getInstance(true);
        // Request bodies are read by the converters of 3.0 whatever is asked for.
        ModelConverters bodyConverters = ModelConverters.getInstance(false);
        List<ModelConverter> ours = List.of(resolver(), new WireTypes());
        List<OpenAPIExtension> extensions = OpenAPIExtensions.getExtensions();
        List<OpenAPIExtension> withOurs = new ArrayList<>(extensions);
        withOurs.add(0, new Conventions());
        ours.forEach(converters::addConverter);
        ours.forEach(bodyConverters::addConverter);
        OpenAPIExtensions.setExtensions(withOurs);
        try {
            OpenAPI api = new OpenAPI();
            api.setInfo(new Info()
                    .title("Setpoint ERP core")
                    .version("v1")
                    .description(
                            "Quantities and amounts are decimal strings: quantities in the item's base unit unless a line"
                                    + " names another, amounts in the company's currency. Every error is an RFC 9457 problem.")
                    .license(new License().name("Apache-2.0")));
            api.setServers(List.of(new Server().url("/api/v1")));
            api.setComponents(new Components()
                    .addSecuritySchemes(
                            "session",
                            new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer")));
            Set<Class<?>> sorted = new LinkedHashSet<>(resources.stream()
                    .sorted(java.util.Comparator.comparing(Class::getName))
                    .toList());
            OpenAPI read = new Reader(new SwaggerConfiguration().openAPI(api).openAPI31(true)).read(sorted);
            converters
                    .readAll(ProblemBody.class)
                    .forEach((name, schema) ->
                            read.getComponents().addSchemas(name.equals("ProblemBody") ? PROBLEM : name, schema));
            read.getComponents().setSchemas(new TreeMap<>(read.getComponents().getSchemas()));
            io.swagger.v3.oas.models.Paths paths = new io.swagger.v3.oas.models.Paths();
            new TreeMap<>(read.getPaths()).forEach(paths::addPathItem);
            read.setPaths(paths);
            return Yaml31.pretty().writeValueAsString(read);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } finally {
            ours.forEach(converters::removeConverter);
            ours.forEach(bodyConverters::removeConverter);
            OpenAPIExtensions.setExtensions(extensions);
        }
    }

    private static ModelResolver resolver() {
        return new ModelResolver(Json.http(), new NestedNames()).openapi31(true);
    }

    /** {@code PlaceOrder.Command} is {@code PlaceOrderCommand}, or each use case's command would be called the same. */
    private static final class NestedNames extends TypeNameResolver {
        @Override
        protected String nameForClass(Class<?> type, Set<Options> options) {
            StringBuilder name = new StringBuilder(type.getSimpleName());
            for (Class<?> outer = type.getDeclaringClass(); outer != null; outer = outer.getDeclaringClass()) {
                name.insert(0, outer.getSimpleName());
            }
            return name.toString();
        }
    }

    /** Receipts go over the wire as what they are the receipt of; decimals, currencies and typed ids as strings. */
    private static final class WireTypes implements ModelConverter {
        @Override
        public @Nullable Schema<?> resolve(
                AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
            JavaType java = Json.http().constructType(type.getType());
            if (java.getRawClass() == Receipt.class) {
                return context.resolve(same(type, java.containedType(0)));
            }
            if (java.getRawClass() == BigDecimal.class) {
                return string().format("decimal");
            }
            if (java.getRawClass().isRecord()
                    && Arrays.stream(java.getRawClass().getRecordComponents())
                            .anyMatch(component -> component.isAnnotationPresent(JsonValue.class)
                                    || component.getAccessor().isAnnotationPresent(JsonValue.class))) {
                return string();
            }
            if (java.getRawClass() == Currency.class) {
                return string().pattern("^[A-Z]{3}$");
            }
            Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
            if (schema != null && schema.getType() == null && schema.getTypes() != null) {
                // as for string()
                schema.getTypes().stream().findFirst().ifPresent(schema::setType);
            }
            return schema;
        }

        /** By the rules of 3.1 and, for parameters, of 3.0: without the type each of them is an object. */
        private static Schema<String> string() {
            Schema<String> schema = new Schema<>();
            schema.types(Set.of("string")).setType("string");
            return schema;
        }

        private static AnnotatedType same(AnnotatedType type, Type inner) {
            return new AnnotatedType(inner)
                    .resolveAsRef(type.isResolveAsRef())
                    .ctxAnnotations(type.getCtxAnnotations())
                    .jsonViewAnnotation(type.getJsonViewAnnotation());
        }
    }

    /** What holds for every operation: its status, its headers, its problems, its session. */
    private static final class Conventions extends AbstractOpenAPIExtension {
        @Override
        public void decorateOperation(Operation operation, Method method, Iterator<OpenAPIExtension> chain) {
            String resource = method.getDeclaringClass().getSimpleName();
            operation.setOperationId(Character.toLowerCase(resource.charAt(0))
                    + resource.substring(1).replace("Resource", "") + "." + method.getName());
            operation.setTags(List.of(resource.replace("Resource", "")));
            boolean open = method.isAnnotationPresent(Open.class);
            if (!open) {
                operation.addSecurityItem(new SecurityRequirement().addList("session"));
                operation.addParametersItem(
                        header(Caller.COMPANY, "Needed if the caller works in several companies.", false));
            }
            if (method.isAnnotationPresent(POST.class) && !open) {
                operation.addParametersItem(header(
                        Caller.IDEMPOTENCY_KEY,
                        "The same key and body get the same answer, another body gets 409.",
                        true));
                operation.addParametersItem(
                        header("If-Match", "The version of the document the change was decided on.", false));
            }
            operation.setResponses(responses(operation, method));
            super.decorateOperation(operation, method, chain);
        }

        private static ApiResponses responses(Operation operation, Method method) {
            String status = method.isAnnotationPresent(Creates.class)
                    ? "201"
                    : method.getReturnType() == void.class ? "204" : "200";
            ApiResponse done =
                    operation.getResponses() == null || operation.getResponses().isEmpty()
                            ? new ApiResponse()
                            : operation.getResponses().values().iterator().next();
            done.setDescription("Done");
            if (method.getReturnType() == Receipt.class) {
                done.addHeaderObject(
                        Answers.POSITION,
                        new Header()
                                .description("Log position behind the commit; reads with after= wait for it.")
                                .schema(new Schema<String>().types(Set.of("string"))));
            }
            ApiResponse problem = new ApiResponse()
                    .description("A problem")
                    .content(new Content()
                            .addMediaType(
                                    ProblemBody.MEDIA_TYPE.toString(),
                                    new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))));
            ApiResponses responses = new ApiResponses();
            responses.addApiResponse(status, done);
            responses.addApiResponse("default", problem);
            return responses;
        }

        private static HeaderParameter header(String name, String description, boolean required) {
            HeaderParameter parameter = new HeaderParameter();
            parameter.setName(name);
            parameter.setDescription(description);
            parameter.setRequired(required);
            parameter.setSchema(new Schema<String>().types(Set.of("string")));
            return parameter;
        }
    }
}
