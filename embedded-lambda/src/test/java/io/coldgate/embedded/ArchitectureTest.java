package io.coldgate.embedded;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds who may touch what; which package imports which is held by gate-core's {@code PackageMapTest}. */
@Tag("slow")
class ArchitectureTest {
    private static final String ROOT = "io.coldgate.embedded";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void thereAreNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheProgramPrints() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".Main")
                .should(ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
    }

    @Test
    void whatListensIsGuarded() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".http.LoopbackServer")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.net\\.ServerSocket|java\\.nio\\.channels\\..*ServerSocketChannel|"
                        + "com\\.sun\\.net\\.httpserver\\..*")
                .because("LoopbackServer alone refuses what web pages make a browser send")
                .check(CLASSES);
    }

    @Test
    void thereIsNoObjectMapper() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("com.fasterxml.jackson.databind.ObjectMapper")
                .because("building one costs more than the rest of the start-up")
                .check(CLASSES);
    }
}
