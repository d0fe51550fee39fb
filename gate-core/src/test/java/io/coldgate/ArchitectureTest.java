package io.coldgate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.coldgate.unit.Pacing;
import java.nio.channels.FileChannel;
import java.time.Clock;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds who may touch what; {@link PackageMapTest} holds which package imports which. */
@Tag("slow")
class ArchitectureTest {
    /** Fewer would mean that the scan missed the code. */
    private static final int CLASSES_AT_LEAST = 100;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/embedded-lambda"))
            .importPackages("io.coldgate");

    @Test
    void theScanSawTheCode() {
        assertThat(CLASSES.size()).isGreaterThan(CLASSES_AT_LEAST);
    }

    @Test
    void packagesHaveNoCycles() {
        check(SlicesRuleDefinition.slices()
                .matching("io.coldgate.(**)")
                .should()
                .beFreeOfCycles());
    }

    @Test
    void theAwsSdkIsUsedByTheDriverAndThePlatformsOnly() {
        onlyIn("software.amazon.awssdk..", "lambda", "platform", "build", "deploy", "measure");
    }

    @Test
    void jacksonIsUsedWhereFilesAndAnswersAreReadOrWritten() {
        onlyIn(
                "com.fasterxml.jackson..",
                "sample",
                "explain",
                "thresholds",
                "logs",
                "lambda",
                "platform",
                "imports",
                "bisect",
                "watch",
                "history",
                "report",
                "forge",
                "github",
                "gitlab");
    }

    @Test
    void yamlIsReadWhereThresholdsAndTemplatesAreReadOnly() {
        onlyIn("org.yaml.snakeyaml..", "thresholds", "init");
    }

    @Test
    void theTestsOfOtherToolsAreUsedByTheReplayOnly() {
        onlyIn("org.apache.commons.statistics..", "replay", "explain");
    }

    @Test
    void onlyTheCommandLineTouchesTheStandardStreamsAndEndsTheProcess() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.coldgate.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class));
    }

    @Test
    void theClockIsReadByTheRunOnly() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.coldgate.lambda..",
                        "io.coldgate.build..",
                        "io.coldgate.deploy..",
                        "io.coldgate.measure..",
                        "io.coldgate.run..",
                        "io.coldgate.cli..")
                .and()
                .areNotAssignableTo(Pacing.class)
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class));
    }

    @Test
    void onlyThePacingWaits() {
        check(noClasses()
                .that()
                .areNotAssignableTo(Pacing.class)
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class));
    }

    @Test
    void nothingDependsOnTheUsersLocale() {
        check(noClasses()
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase"));
    }

    @Test
    void resultsAreNotWrittenThroughWhatAnInterruptCloses() {
        check(noClasses()
                .that()
                .resideInAPackage("io.coldgate.sample..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(FileChannel.class));
    }

    private static void onlyIn(String library, String... layers) {
        String[] allowed = Arrays.stream(layers)
                .map(layer -> "io.coldgate." + layer + "..")
                .toArray(String[]::new);
        check(noClasses()
                .that()
                .resideOutsideOfPackages(allowed)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library));
    }

    private static void check(ArchRule rule) {
        rule.because("docs/architecture.md says so").check(CLASSES);
    }
}
