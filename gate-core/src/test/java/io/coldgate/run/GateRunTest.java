package io.coldgate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.fixture.GitRepository;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The front door, as anybody's Java uses it; docs/library.md shows the first test. */
@Tag("process")
class GateRunTest {
    private static final Path ROOT =
            Path.of(System.getProperty("coldgate.root", "..")).toAbsolutePath();

    @TempDir
    Path folder;

    @BeforeAll
    static void buildTheFunction() throws Exception {
        Process build = new ProcessBuilder("ci/build-function", "functions/hello")
                .directory(ROOT.toFile())
                .inheritIO()
                .start();
        assertThat(build.waitFor()).as("ci/build-function").isZero();
    }

    private Path thresholds(String limit) throws IOException {
        Files.copy(
                ROOT.resolve("functions/hello/function.zip"),
                folder.resolve("hello.zip"),
                StandardCopyOption.REPLACE_EXISTING);
        return Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                functions:
                  hello:
                    package: hello.zip
                    budgets: { init_duration: { p50: %s } }
                """.replace("%s", limit));
    }

    @Test
    void theColdStartsAreWithinTheirBudgets() throws Exception {
        Path file = thresholds("60s");

        GateResult result = new GateRun(GateOptions.builder().file(file).seed(7).build()).run();
        assertThat(result.passed()).isTrue();

        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.judgement().header().seed()).isEqualTo(7);
        assertThat(result.end().notes()).isEmpty();
        assertThat(result.end().folder().resolve("report.json")).hasContent(result.json());
    }

    @Test
    void aBudgetThatIsExceededFails() throws Exception {
        GateResult result =
                new GateRun(GateOptions.builder().file(thresholds("1us")).build()).run();

        assertThat(result.passed()).isFalse();
        assertThat(result.exitCode()).isEqualTo(ExitCode.FAIL);
    }

    @Test
    void aRunRecordsTheCommitThatIsCheckedOut() throws Exception {
        Path file = thresholds("60s");
        String commit = GitRepository.of(folder).commit("a function");

        GateResult result = new GateRun(GateOptions.builder().file(file).build()).run();
        assertThat(result.judgement().header().commit()).contains(commit);
        assertThat(result.json()).contains("\"commit\" : \"" + commit + "\"");
    }

    @Test
    void aSelectionMeasuresNothing() throws Exception {
        GateSelection selection =
                new GateRun(GateOptions.builder().file(thresholds("1s")).build()).select();

        assertThat(selection.plan().checks()).hasSize(1);
        assertThat(folder).isDirectoryNotContaining("glob:**coldgate-out");
    }

    @Test
    void mistakesOfTheFileAreOneException() throws IOException {
        Path file = thresholds("1s");
        Files.writeString(file, "version: 1\nfunctions: { a: { budget: {} } }\n");

        assertThatThrownBy(() -> new GateRun(GateOptions.builder().file(file).build()).run())
                .isInstanceOfSatisfying(
                        RunException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("budget");

        JsonNode report = new ObjectMapper()
                .readTree(folder.resolve("coldgate-out/report.json").toFile());
        assertThat(report.path("exitCode").asInt()).isEqualTo(ExitCode.USAGE);
        assertThat(report.has("verdict")).isFalse();
        assertThat(report.path("problems").get(0).path("place").asText()).isEqualTo(file + ":2:14");
        assertThat(report.path("problems").get(0).path("subject").asText()).startsWith("functions.a");
    }

    @Test
    void aGateThatIsStoppedBeforeItDeploysSaysSo() throws Exception {
        GateRun run = new GateRun(GateOptions.builder()
                .file(thresholds("1s"))
                .platform(PlatformName.EMBEDDED)
                .build());
        run.stopSignal().request();

        assertThatThrownBy(run::run)
                .isInstanceOfSatisfying(
                        RunException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.INTERRUPTED));
    }

    @Test
    void optionsThatExcludeEachOtherAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        GateOptions.builder().resultsOnly(true).noResults(true).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GateOptions.builder().maxSamples(0).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GateOptions.builder().fanOut(501).build());
    }
}
