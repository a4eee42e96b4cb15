package io.setpoint.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.setpoint.contracts.fixtures.EventJson;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final ArchRule ONLY_THE_JDK_AND_ANNOTATIONS = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.setpoint.contracts..", "java..", "com.fasterxml.jackson.annotation..", "org.jspecify..");

    @Test
    void theContractsKnowOnlyTheJdkAndAnnotations() {
        ONLY_THE_JDK_AND_ANNOTATIONS.check(new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.setpoint.contracts"));
    }

    @Test
    void aClassThatUsesALibraryBreaksTheRule() {
        assertThatThrownBy(() ->
                        ONLY_THE_JDK_AND_ANNOTATIONS.check(new ClassFileImporter().importClasses(EventJson.class)))
                .isInstanceOf(AssertionError.class);
    }
}
