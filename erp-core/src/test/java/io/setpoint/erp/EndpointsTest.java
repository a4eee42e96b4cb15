package io.setpoint.erp;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.erp.ErpServer.Answer;
import io.setpoint.erp.ErpServer.Client;
import io.setpoint.erp.access.api.PasswordCost;
import io.setpoint.erp.kernel.http.Open;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What holds for every endpoint, found by walking the resources. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndpointsTest {
    private final ErpServer erp = ErpServer.start();
    private final ErpFixture fixture = ErpFixture.create();
    private final List<Endpoint> endpoints = new ArrayList<>();

    private record Endpoint(String method, String path, boolean open) {}

    @BeforeAll
    void walk() {
        new TradingCompany(erp).found();
        for (Object resource : new Capabilities(fixture.kernel(), PasswordCost.OWASP).resources()) {
            Class<?> type = resource.getClass();
            for (Method method : type.getDeclaredMethods()) {
                for (Annotation annotation : method.getAnnotations()) {
                    HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
                    if (http != null) {
                        Path own = method.getAnnotation(Path.class);
                        String path =
                                "/" + type.getAnnotation(Path.class).value() + (own == null ? "" : "/" + own.value());
                        endpoints.add(
                                new Endpoint(http.value(), example(path), method.isAnnotationPresent(Open.class)));
                    }
                }
            }
        }
    }

    @AfterAll
    void stop() {
        erp.close();
        fixture.close();
    }

    /** A path with ids that are well formed and unknown. */
    private static String example(String path) {
        return path.replace("{order}", "SO-UNKNOWN")
                .replace("{shipment}", "SH-UNKNOWN")
                .replace("{lineNo}", "1")
                .replaceAll("\\{[^}]*[nN]o[^}]*}", "1")
                .replaceAll("\\{[^}]+}", "UNKNOWN-1");
    }

    private static @org.jspecify.annotations.Nullable String body(Endpoint endpoint) {
        return endpoint.method().equals("POST") ? "{}" : null;
    }

    @Test
    void onlyLogInIsOpen() {
        assertThat(endpoints).hasSizeGreaterThan(30);
        assertThat(endpoints.stream().filter(Endpoint::open)).containsExactly(new Endpoint("POST", "/sessions", true));
    }

    @Test
    void everyOtherEndpointRefusesAnAnonymousCallerAndAForgedToken() {
        Client forged = erp.anonymous().with("Authorization", "Bearer forged");
        for (Endpoint endpoint : endpoints) {
            if (!endpoint.open()) {
                for (Client client : List.of(erp.anonymous(), forged)) {
                    Answer answer = client.send(endpoint.method(), endpoint.path(), body(endpoint));
                    assertThat(answer.problem()).as(endpoint.toString()).isEqualTo("unauthenticated");
                    assertThat(answer.status()).isEqualTo(401);
                }
            }
        }
    }

    @Test
    void everyPostNeedsAnIdempotencyKeyOrABodyItCanRead() {
        Client administrator = erp.logIn("founder").in("NORTH").with("Idempotency-Key", "");
        for (Endpoint endpoint : endpoints) {
            if (endpoint.method().equals("POST") && !endpoint.open()) {
                String problem =
                        administrator.send("POST", endpoint.path(), "{}").problem();
                assertThat(problem)
                        .as(endpoint.toString())
                        .isIn("idempotency-key-missing", "malformed", "invalid", "not-found");
            }
        }
    }

    @Test
    void whoMayOnlyLookCannotPostAnything() {
        Client analyst = erp.logIn("ann.north");
        int before = erp.rows("event");
        for (Endpoint endpoint : endpoints) {
            if (endpoint.method().equals("POST") && !endpoint.open()) {
                Answer answer = analyst.send("POST", endpoint.path(), "{}");
                assertThat(answer.problem())
                        .as(endpoint.toString())
                        .isIn("forbidden", "malformed", "invalid", "not-found");
            }
        }
        assertThat(erp.rows("event")).isEqualTo(before);
    }

    @Test
    void errorsOutsideOfTheResourcesAreProblemsToo() {
        Client sales = erp.logIn("sam.north");
        assertThat(sales.get("/nothing-here").problem()).isEqualTo("not-found");
        assertThat(sales.send("DELETE", "/orders", null).problem()).isEqualTo("method-not-allowed");
        assertThat(sales.with("Content-Type", "text/plain").post("/orders", "x").problem())
                .isEqualTo("unsupported-media-type");
        assertThat(sales.with("Accept", "text/html").get("/orders").problem()).isEqualTo("not-acceptable");
        assertThat(erp.anonymous()
                        .get(erp.url().replace("/api/v1", "/elsewhere"))
                        .problem())
                .isEqualTo("not-found");
    }

    @Test
    void theServerDescribesItself() {
        Answer answer = erp.logIn("sam.north").get("/openapi.yaml");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("openapi: 3.1").contains("/orders/{order}/release");
    }
}
