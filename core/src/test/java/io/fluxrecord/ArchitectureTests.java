package io.fluxrecord;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.fluxrecord.annotation.CheckReturnValue;
import io.fluxrecord.dialect.CatalogReader;
import io.fluxrecord.dialect.Dialect;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.CorePublisher;

/** Packages may only use those below them, so that data flows one way. */
class ArchitectureTests {

    private static final List<String> TOP_TO_BOTTOM = List.of(
            "io.fluxrecord.query",
            "io.fluxrecord.internal.schema",
            "io.fluxrecord.internal.lifecycle",
            "io.fluxrecord.internal.persistence",
            "io.fluxrecord.internal.execution",
            "io.fluxrecord.internal.resolution",
            "io.fluxrecord.internal.record",
            "io.fluxrecord.generated",
            "io.fluxrecord.mapping",
            "io.fluxrecord.dialect",
            "io.fluxrecord.catalog",
            "io.fluxrecord.transaction",
            "io.fluxrecord.sql");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("scripted-driver"))
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

    @Test
    void onlyExecutionUsesConnections() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.fluxrecord", "io.fluxrecord.internal.execution")
                .and()
                .doNotHaveFullyQualifiedName(Dialect.class.getName()) // A request to cancel names one.
                .and()
                .doNotHaveFullyQualifiedName(CatalogReader.class.getName()) // The dialect reads on one.
                .and()
                .haveNameNotMatching(".*\\.transaction\\.(Ambient\\w+|TransactionParticipant)") // They are shared.
                .should()
                .dependOnClassesThat()
                .haveNameMatching("io\\.r2dbc\\.spi\\.(Connection|ConnectionFactory|Statement|Result|Batch)")
                .check(classes);
    }

    @Test
    void nothingBlocksAndNothingIsReflectedOn() {
        noClasses()
                .should()
                .callMethodWhere(target(nameMatching("block|blockFirst|blockLast|blockOptional|toIterable|toStream"))
                        .and(target(owner(assignableTo(CorePublisher.class)))))
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .dependOnClassesThat(
                        // A type with its arguments, which JSON is read as, is asked for once.
                        resideInAPackage("java.lang.reflect").and(not(nameMatching(".*\\.(Parameterized)?Type"))))
                .check(classes);
    }

    @Test
    void whatUsersSeeMentionsNothingInternal() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage("..internal..")
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .arePublic()
                .should()
                .notHaveRawReturnType(resideInAPackage("..internal.."))
                .andShould()
                .notHaveRawParameterTypes(anyElementThat(resideInAPackage("..internal..")))
                .check(classes);
    }

    /** A publisher without a subscriber does nothing; hooks are called by Fluxrecord alone. */
    @Test
    void publishersThatUsersGetAreNotToBeDropped() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage("io.fluxrecord")
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .arePublic()
                .and()
                .haveRawReturnType(assignableTo(CorePublisher.class))
                .should()
                .beAnnotatedWith(CheckReturnValue.class)
                .check(classes);
    }
}
