package io.setpoint.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.exceptions.ExceptionType;
import io.setpoint.contracts.fixtures.Golden;
import io.setpoint.contracts.kpi.FactGrain;
import io.setpoint.contracts.kpi.Kpi;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogueDocumentsTest {
    @Test
    void theKpiModelIsWrittenFromTheCatalogue() {
        StringBuilder text = new StringBuilder("""
                # The KPI model

                Generated from the catalogue in `contracts`; do not edit. A KPI is the sum of sign x numerator over the sum of
                sign x denominator of the facts of its grain and kinds. A zero denominator is no activity: the value is null,
                never 0 % or 100 %. Quantities are summed in thousandths of the base unit, money in ten-thousandths of the
                company's currency.

                """);
        for (Kpi kpi : Kpi.values()) {
            text.append("""
                    ## %s (`%s`, version %d)

                    %s

                    - Formula: %s
                    - Cohort and event time: %s
                    - Facts: `%s`, kinds %s; numerator `%s`%s
                    - Unit: %s; window: %s; minimum sample: %d; owner: %s

                    """.formatted(
                    kpi.title(),
                    kpi.id(),
                    kpi.version(),
                    kpi.question(),
                    kpi.formula(),
                    kpi.cohort(),
                    kpi.grain().dataSource(),
                    kpi.kinds().stream().sorted().map(kind -> "`" + kind + "`").collect(Collectors.joining(", ")),
                    kpi.numerator(),
                    kpi.denominator() == null ? "" : ", denominator `" + kpi.denominator() + "`",
                    lower(kpi.unit()),
                    lower(kpi.window()),
                    kpi.minimumSample(),
                    kpi.owner()));
        }
        text.append("# Facts\n\n| data source | topic | dimensions | measures |\n|---|---|---|---|\n");
        for (FactGrain grain : FactGrain.values()) {
            text.append("| `%s` | `%s` | %s | %s |%n"
                    .formatted(
                            grain.dataSource(),
                            grain.topic(),
                            String.join(", ", grain.dimensions()),
                            String.join(", ", grain.measures())));
        }
        Golden.assertMatches(Path.of("../docs/kpi-model.md"), text.toString());
    }

    @Test
    void theExceptionCatalogueIsWrittenFromTheCatalogue() {
        StringBuilder text = new StringBuilder("""
                # Exceptions

                Generated from the catalogue in `contracts`; do not edit.

                | type | family | severity | raised by | owner role | acknowledge within | decide within | remedies |
                |---|---|---|---|---|---|---|---|
                """);
        for (ExceptionType type : ExceptionType.values()) {
            text.append("| `%s` %s | %s | %s | %s | %s | %d h | %d h | %s |%n"
                    .formatted(
                            type.code(),
                            type.title(),
                            lower(type.family()),
                            lower(type.severity()),
                            lower(type.source()),
                            type.ownerRole(),
                            type.acknowledgeWithin().toHours(),
                            type.decideWithin().toHours(),
                            type.remedies().stream()
                                    .map(CatalogueDocumentsTest::lower)
                                    .collect(Collectors.joining(", "))));
        }
        Golden.assertMatches(Path.of("../docs/exceptions.md"), text.toString());
    }

    @Test
    void theControlsAreWrittenFromTheCatalogue() {
        StringBuilder text = new StringBuilder("""
                # Controls

                Generated from the catalogue in `contracts`; do not edit. A posting permission changes business state; no
                machine principal can hold one.

                | permission | posting | roles |
                |---|---|---|
                """);
        for (Permission permission : Permission.values()) {
            text.append("| `%s` | %s | %s |%n"
                    .formatted(
                            permission.code(),
                            permission.posting() ? "yes" : "no",
                            Arrays.stream(Role.values())
                                    .filter(role -> role.permissions().contains(permission))
                                    .map(Role::code)
                                    .collect(Collectors.joining(", "))));
        }
        Golden.assertMatches(Path.of("../docs/controls.md"), text.toString());
    }

    @Test
    void everyKpiSumsMeasuresItsGrainCarries() {
        for (Kpi kpi : Kpi.values()) {
            assertThat(kpi.grain().measures()).as(kpi.id()).contains(kpi.numerator());
            if (kpi.denominator() != null) {
                assertThat(kpi.grain().measures()).as(kpi.id()).contains(kpi.denominator());
            }
        }
        assertThat(Stream.of(Kpi.values()).map(Kpi::id)).doesNotHaveDuplicates();
    }

    @Test
    void theRolesOfMachinesHoldNoPostingPermission() {
        assertThat(Stream.of(Role.EXCEPTION_FEED, Role.TRAINER).flatMap(role -> role.permissions().stream()))
                .noneMatch(Permission::posting);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
