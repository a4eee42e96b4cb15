package io.setpoint.erp;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.fixtures.Golden;
import io.setpoint.erp.access.api.PasswordCost;
import io.setpoint.erp.kernel.Capability;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.http.OpenApi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The documents that are written from code. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentsTest {
    private final ErpFixture erp = ErpFixture.create();
    private final Capabilities capabilities = new Capabilities(erp.kernel(), PasswordCost.OWASP);

    @AfterAll
    void close() {
        erp.close();
    }

    @Test
    void theDescriptionOfTheApiIsTheOneInTheRepository() {
        List<Class<?>> resources = capabilities.resources().stream()
                .<Class<?>>map(Object::getClass)
                .toList();
        String yaml = OpenApi.yaml(resources);
        assertThat(yaml).startsWith("openapi: 3.1").contains("PlaceOrderCommand", "/orders/{order}/release");
        Golden.assertMatches(Path.of("src/main/openapi/openapi.yaml"), yaml);
    }

    @Test
    void theUseCasesAreTheOnesInTheDocument() {
        StringBuilder text = new StringBuilder("""
                # Use cases

                Generated from the control catalogue in code. Each runs in one transaction with its events, its audit row
                and its idempotency key. Besides the refusals named, every use case can be refused with `forbidden`,
                `idempotency-key-missing`, `idempotency-conflict`, `malformed` and `invalid`. Refused attempts on
                sensitive functions are audited.
                """);
        for (Capability capability : capabilities.all()) {
            if (capability.useCases().isEmpty()) {
                continue;
            }
            text.append("\n## ").append(capability.getClass().getSimpleName()).append('\n');
            for (UseCase<?, ?> useCase : capability.useCases()) {
                append(text, useCase);
            }
        }
        Golden.assertMatches(root().resolve("docs/use-cases.md"), text.toString());
    }

    private static void append(StringBuilder text, UseCase<?, ?> useCase) {
        Control control = useCase.control();
        text.append("\n### ")
                .append(control.name())
                .append("\n\n")
                .append(control.purpose())
                .append("\n\n");
        text.append("- Permission: `").append(useCase.permission().code()).append("`\n");
        text.append("- Sensitive: ").append(control.sensitive() ? "yes" : "no").append('\n');
        text.append("- Events: ")
                .append(
                        control.events().isEmpty()
                                ? "none"
                                : control.events().stream()
                                        .sorted()
                                        .map(EventType::code)
                                        .collect(Collectors.joining("`, `", "`", "`")))
                .append('\n');
        text.append("- Refusals: ")
                .append(
                        control.refusals().isEmpty()
                                ? "none of its own"
                                : control.refusals().stream()
                                        .sorted()
                                        .map(Problem::code)
                                        .collect(Collectors.joining("`, `", "`", "`")))
                .append('\n');
    }

    @Test
    void theProblemsAreTheOnesInTheDocument() {
        StringBuilder text = new StringBuilder("""
                # Problems

                Generated from code. Every error is `application/problem+json` (RFC 9457) with the type
                `/problems/<code>`.

                | Status | Code | Title | Meaning |
                |---|---|---|---|
                """);
        Arrays.stream(Problem.values())
                .sorted(Comparator.comparingInt(Problem::status).thenComparing(Problem::code))
                .forEach(problem -> text.append("| %d | `%s` | %s | %s |%n"
                        .formatted(problem.status(), problem.code(), problem.title(), problem.meaning())));
        Golden.assertMatches(root().resolve("docs/problems.md"), text.toString());
    }

    @Test
    void everyUseCaseHasItsOwnName() {
        Set<String> names = new HashSet<>();
        for (Capability capability : capabilities.all()) {
            for (UseCase<?, ?> useCase : capability.useCases()) {
                assertThat(names.add(useCase.control().name()))
                        .as(useCase.control().name())
                        .isTrue();
            }
        }
        assertThat(names).hasSizeGreaterThan(15);
    }

    /** The root of the repository, whichever module the tests run in. */
    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("contracts"))
                ? here
                : here.resolve("..").normalize();
    }
}
