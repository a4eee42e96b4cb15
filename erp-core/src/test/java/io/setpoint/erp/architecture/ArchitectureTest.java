package io.setpoint.erp.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.setpoint.erp");
    private static final JavaClasses OFFENDERS =
            new ClassFileImporter().importPackages("io.setpoint.erp.architecture.fixture");

    private static ArchRule capabilitiesMeetOnlyInApiPackages(String root) {
        return slices().matching(root + ".(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAnyPackage("..api..", "io.setpoint.erp.kernel.."));
    }

    private static ArchRule onlyTheKernelHandlesTransactions(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage("io.setpoint.erp.kernel..")
                .should()
                .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching(
                                        "commit|rollback|setAutoCommit|begin|inTransaction|useTransaction|open|useHandle"))
                        .and(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                        resideInAnyPackage("java.sql..", "org.jdbi..", "com.zaxxer..")))));
    }

    private static ArchRule theKernelKnowsNoCapability(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".kernel..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.setpoint.erp.access..",
                        "io.setpoint.erp.organization..",
                        "io.setpoint.erp.catalog..",
                        "io.setpoint.erp.customers..",
                        "io.setpoint.erp.sales..",
                        "io.setpoint.erp.shipping..",
                        "io.setpoint.erp.inventory..",
                        "io.setpoint.erp.purchasing..",
                        "io.setpoint.erp.returns..",
                        "io.setpoint.erp.pricing..",
                        "io.setpoint.erp.units..",
                        "io.setpoint.erp.warehousing..",
                        "io.setpoint.erp.replenishment..",
                        "io.setpoint.erp.imports..",
                        "io.setpoint.erp.exceptions..",
                        "io.setpoint.erp.models..",
                        "io.setpoint.erp.chains..");
    }

    @Test
    void capabilitiesMeetOnlyInTheirApiPackages() {
        capabilitiesMeetOnlyInApiPackages("io.setpoint.erp").check(CODE);
        assertThat(capabilitiesMeetOnlyInApiPackages("io.setpoint.erp.architecture.fixture")
                        .evaluate(OFFENDERS)
                        .hasViolation())
                .isTrue();
    }

    @Test
    void onlyTheKernelOpensAndEndsTransactions() {
        onlyTheKernelHandlesTransactions("io.setpoint.erp").check(CODE);
        assertThat(onlyTheKernelHandlesTransactions("io.setpoint.erp.architecture.fixture")
                        .evaluate(OFFENDERS)
                        .hasViolation())
                .isTrue();
    }

    @Test
    void theKernelDependsOnNoCapability() {
        theKernelKnowsNoCapability("io.setpoint.erp").check(CODE);
        assertThat(theKernelKnowsNoCapability("io.setpoint.erp.architecture.fixture")
                        .evaluate(OFFENDERS)
                        .hasViolation())
                .isTrue();
    }
}
