package io.coldgate.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class CheckMojoTest {
    private static final String REPORT = """
            {
              "schemaVersion": 1,
              "verdict": "FAIL",
              "functions": [],
              "checks": [
                {"function": "checkout", "metric": "init_duration", "quantile": "p95", "verdict": "%s", "n": 21, "estimate": 8e7,
                 "explanation": "p95 > 80 ms\\u001b[31m proven", "location": "thresholds.yaml:6:24"},
                {"function": "checkout", "metric": "artifact", "rule": "zip", "verdict": "%s",
                 "explanation": "zip is 3.81 MB, within 10.0 MB", "location": "thresholds.yaml:7:17"}
              ]
            }
            """;

    @TempDir
    Path project;

    private final CheckMojo mojo = new CheckMojo() {
        @Override
        List<Path> classPath() {
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                    .map(Path::of)
                    .toList();
        }
    };
    private final RecordingLog log = new RecordingLog();

    private static final class RecordingLog extends SystemStreamLog {
        final List<String> warnings = new ArrayList<>();
        final List<String> lines = new ArrayList<>();
        boolean quiet;

        @Override
        public void warn(CharSequence content) {
            warnings.add(content.toString());
        }

        @Override
        public synchronized void info(CharSequence content) {
            lines.add(content.toString());
        }

        @Override
        public boolean isInfoEnabled() {
            return !quiet;
        }
    }

    @BeforeEach
    void configure() {
        mojo.setLog(log);
        mojo.basedir = project.toFile();
        mojo.config = project.resolve("thresholds.yaml").toFile();
        mojo.outputDirectory = project.resolve("target/coldgate").toFile();
    }

    private GateReport report(String first, String second) throws IOException {
        Path file = project.resolve("report.json");
        Files.writeString(file, String.format(Locale.ROOT, REPORT, first, second));
        return GateReport.read(file, 1);
    }

    @Test
    void aFailedCheckFailsTheBuildWithItsPlaceAndItsNumbers() throws IOException {
        GateReport report = report("FAIL", "PASS");

        assertThatThrownBy(() -> mojo.judge(1, report))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                        coldgate: 1 of 2 checks failed, see target/coldgate
                          thresholds.yaml:6:24: checkout init_duration p95: p95 > 80 ms\\u001b[31m proven (n = 21)""");
    }

    @Test
    void aFailedCheckIsAWarningWhereItShallNotFailTheBuild() throws Exception {
        mojo.failOnViolation = false;

        mojo.judge(1, report("FAIL", "PASS"));

        assertThat(log.warnings).singleElement().asString().startsWith("coldgate: 1 of 2 checks failed");
    }

    @Test
    void anInconclusiveCheckIsAWarningUnlessToldOtherwise() throws Exception {
        GateReport report = report("INCONCLUSIVE", "PASS");

        mojo.judge(0, report);

        assertThat(log.warnings).singleElement().asString().startsWith("coldgate: inconclusive: thresholds.yaml:6:24");
        mojo.failOnInconclusive = true;
        assertThatThrownBy(() -> mojo.judge(0, report))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("coldgate: 1 of 2 checks inconclusive");
    }

    @Test
    void anAcceptedCheckIsAWarningAndFailsNothing() throws Exception {
        mojo.failOnInconclusive = true;

        mojo.judge(0, report("ACCEPTED", "PASS"));

        assertThat(log.warnings).singleElement().asString().startsWith("coldgate: accepted: thresholds.yaml:6:24");
    }

    @Test
    void anInconclusiveCheckFailsTheBuildWhereTheFileSaysSo() throws IOException {
        GateReport report = report("INCONCLUSIVE", "INCONCLUSIVE");

        assertThatThrownBy(() -> mojo.judge(3, report))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("coldgate: 2 of 2 checks inconclusive");
    }

    @Test
    void aReportOfAnotherVersionIsRefused() throws IOException {
        Path file = Files.writeString(project.resolve("report.json"), "{\"schemaVersion\": 2, \"checks\": []}");

        assertThatThrownBy(() -> GateReport.read(file, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no report of version 1");
    }

    @Test
    void theCommandLineHasWhatWasConfigured() {
        mojo.platform = "embedded";
        mojo.functions = List.of("a*", "b");
        mojo.timeLimit = "2m";
        mojo.maxSamples = "40";
        mojo.arguments = List.of("--seed", "7");
        log.quiet = true;

        assertThat(String.join(" ", mojo.commandLine()))
                .isEqualTo("check --file thresholds.yaml --output target/coldgate --platform embedded --function a*"
                        + " --function b --time-limit 2m --max-samples 40 --quiet --seed 7");
    }

    @Test
    void aSkippedGateReadsNothing() {
        mojo.skip = true;

        assertThatCode(mojo::execute).doesNotThrowAnyException();

        assertThat(log.lines).containsExactly("Skipping Coldgate (coldgate.skip)");
    }

    @Test
    void aPartOfABuildWithNothingToMeasureIsAVerdict() throws IOException {
        String report = "{\"schemaVersion\": 1, \"verdict\": \"PASS\", \"exitCode\": 0, %s\"functions\": [],"
                + " \"checks\": []}";
        Path file = project.resolve("report.json");

        Files.writeString(file, String.format(Locale.ROOT, report, "\"build\": {\"functions\": 2}, "));
        assertThat(GateReport.read(file, 0).hasVerdict()).isTrue();
        Files.writeString(file, String.format(Locale.ROOT, report, ""));
        assertThat(GateReport.read(file, 0).hasVerdict()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version", "--dry-run"})
    @Tag("process")
    void aGateThatOnlyPrintsIsNoPassedBuild(String argument) throws IOException {
        Files.writeString(project.resolve("checkout"), "#!/bin/sh\n");
        Files.writeString(project.resolve("thresholds.yaml"), """
                version: 1
                functions:
                  checkout: { package: checkout, budgets: { init_duration: { p50: 1s } } }
                """);
        mojo.arguments = List.of(argument);

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("coldgate: nothing was measured (exit 0")
                .hasMessageContaining("leave --help, --version and --dry-run out of the parameter arguments");
    }

    @Test
    @Tag("process")
    void aWrongThresholdsFileIsAnErrorOfTheBuildWithLineAndColumn() throws IOException {
        Files.writeString(project.resolve("thresholds.yaml"), "version: 1\nfunction: {}\n");

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("coldgate: nothing was measured\n  thresholds.yaml:1:1: ")
                .hasMessageContaining("\n  thresholds.yaml:2:1: function: unknown key");
    }

    @Test
    @Tag("process")
    void aParameterThatIsWrongIsNamedAsThePomHasIt() throws IOException {
        Files.writeString(project.resolve("thresholds.yaml"), "version: 1\n");
        mojo.timeLimit = "soon";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("coldgate: nothing was measured\n  ")
                .hasMessageContaining("soon")
                .hasMessageEndingWith("\n  in the pom.xml, --time-limit is the parameter timeLimit")
                .hasMessageNotContaining("\n  coldgate: ")
                .hasMessageNotContaining("--help");
    }

    @Test
    @Tag("process")
    void aMissingThresholdsFileIsTheParameterConfig() {
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("no such file")
                .hasMessageEndingWith("\n  in the pom.xml, --file is the parameter config");
    }

    @Test
    @Tag("process")
    void aFunctionThatCannotBeBuiltIsAnErrorOfTheBuildWithoutProgressInItsMessage() throws IOException {
        Files.writeString(project.resolve("thresholds.yaml"), """
                version: 1
                functions:
                  checkout:
                    build: "false"
                    package: checkout.zip
                    budgets: { init_duration: { p50: 1s } }
                """);

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("coldgate: could not measure (exit 4)\n  ")
                .hasMessageContaining("checkout")
                .hasMessageNotContaining("building checkout\n");
    }
}
