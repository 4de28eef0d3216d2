package io.fluxrecord;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Packages may only use those below them, so that data flows one way. */
class ArchitectureTests {

    private static final List<String> TOP_TO_BOTTOM = List.of(
            "io.fluxrecord.internal.lifecycle",
            "io.fluxrecord.internal.persistence",
            "io.fluxrecord.internal.execution",
            "io.fluxrecord.mapping",
            "io.fluxrecord.query",
            "io.fluxrecord.dialect",
            "io.fluxrecord.transaction",
            "io.fluxrecord.sql");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.fluxrecord");

    @Test
    void rulesSeeTheClasses() {
        assertThat(classes.size()).isGreaterThan(40);
        for (String name : TOP_TO_BOTTOM) {
            assertThat(classes.containPackage(name)).as(name).isTrue();
        }
    }

    @Test
    void packagesOnlyUsePackagesBelowThem() {
        for (int lower = 1; lower < TOP_TO_BOTTOM.size(); lower++) {
            noClasses()
                    .that()
                    .resideInAPackage(TOP_TO_BOTTOM.get(lower))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(TOP_TO_BOTTOM.subList(0, lower).toArray(String[]::new))
                    .check(classes);
        }
    }

    @Test
    void nothingBelowUsesTheFace() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.fluxrecord")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.fluxrecord")
                .check(classes);
    }
}
