package io.coldgate;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Holds the maps in docs/architecture.md: a package imports exactly what its row names. */
@Tag("slow")
class PackageMapTest {
    private static final Path FILE = Path.of("../docs/architecture.md");

    private static final String EMBEDDED = "io.coldgate.embedded";

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.coldgate");

    @TestFactory
    Stream<DynamicTest> theMapOfTheGateIsTrue() {
        return tests(PackageTable.of(FILE, "## Packages of `gate-core`", "io.coldgate"), type -> !inEmbedded(type));
    }

    @TestFactory
    Stream<DynamicTest> theMapOfTheEmbeddedLambdaIsTrue() {
        return tests(PackageTable.of(FILE, "## Packages of `embedded-lambda`", EMBEDDED), PackageMapTest::inEmbedded);
    }

    private static boolean inEmbedded(JavaClass type) {
        return (type.getPackageName() + ".").startsWith(EMBEDDED + ".");
    }

    private static Stream<DynamicTest> tests(PackageTable table, Predicate<JavaClass> mine) {
        List<JavaClass> classes = ALL.stream().filter(mine).toList();
        Stream<DynamicTest> rows = table.packages().stream()
                .map(name -> DynamicTest.dynamicTest(
                        name, () -> assertThat(table.imports(name, classes)).isEqualTo(table.allowed(name))));
        DynamicTest complete = DynamicTest.dynamicTest(
                "every package has a row",
                () -> assertThat(classes.stream().map(JavaClass::getPackageName).distinct())
                        .containsExactlyInAnyOrderElementsOf(
                                table.packages().stream().map(table::fullName).toList()));
        DynamicTest nullMarked = DynamicTest.dynamicTest(
                "every package is @NullMarked",
                () -> assertThat(classes.stream()
                                .filter(type -> type.getSimpleName().equals("package-info"))
                                .filter(type -> type.isAnnotatedWith(NullMarked.class))
                                .map(JavaClass::getPackageName))
                        .containsExactlyInAnyOrderElementsOf(
                                table.packages().stream().map(table::fullName).toList()));
        return Stream.concat(rows, Stream.of(complete, nullMarked));
    }
}
