package io.coldgate.embedded;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The order of the packages: each may use what stands after it, none what stands before. */
class ArchitectureTest {
    private static final String ROOT = "io.coldgate.embedded";
    private static final List<String> ORDER = List.of(
            "",
            ".api",
            ".api.operation",
            ".api.url",
            ".api.invoke",
            ".api.function",
            ".model",
            ".api.wire",
            ".runtime",
            ".http");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void packagesUseOnlyWhatStandsAfterThem() {
        for (int upper = 0; upper < ORDER.size(); upper++) {
            for (int lower = upper + 1; lower < ORDER.size(); lower++) {
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + ORDER.get(lower))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(ROOT + ORDER.get(upper))
                        .check(CLASSES);
            }
        }
    }

    @Test
    void everyPackageHasItsPlaceInTheOrder() {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        ORDER.stream().map(name -> ROOT + name).toList());
    }

    @Test
    void thereAreNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        for (String name : ORDER) {
            JavaPackage found = CLASSES.getPackage(ROOT + name);
            assertThat(found.isAnnotatedWith(NullMarked.class)).as(ROOT + name).isTrue();
        }
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
