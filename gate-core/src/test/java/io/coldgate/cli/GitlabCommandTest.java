package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.cli.forge.GitlabCommand;
import io.coldgate.fixture.FakePacing;
import io.coldgate.fixture.Golden;
import io.coldgate.gitlab.FakeGitLab;
import io.coldgate.gitlab.GitLabJob;
import io.coldgate.report.JsonReport;
import io.coldgate.report.ReportSamples;
import io.coldgate.report.document.ReportWriter;
import io.coldgate.unit.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code coldgate gitlab} in a job. */
class GitlabCommandTest {
    @TempDir
    Path folder;

    private final CapturedCli cli = new CapturedCli();
    private final Map<String, String> environment = new HashMap<>();
    private FakeGitLab gitlab;

    @BeforeEach
    void start() throws IOException {
        gitlab = new FakeGitLab();
        environment.put("CI_API_V4_URL", gitlab.uri().toString());
        environment.put("CI_PROJECT_ID", "5");
        environment.put("CI_PROJECT_DIR", Path.of("").toAbsolutePath().toString());
        environment.put("CI_MERGE_REQUEST_IID", "7");
        environment.put("CI_PIPELINE_ID", "900");
        environment.put("CI_JOB_ID", "31");
        environment.put("CI_JOB_URL", "https://gitlab.example/group/project/-/jobs/31");
        environment.put("CI_COMMIT_SHA", "0123456789abcdef0123456789abcdef01234567");
        environment.put(GitLabJob.TOKEN, FakeGitLab.TOKEN);
        Files.writeString(folder.resolve("report.json"), JsonReport.render(ReportSamples.ofEverything(folder), 1));
    }

    @AfterEach
    void stop() {
        gitlab.close();
    }

    private int run(String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.add(folder.toString());
        return new CommandLine(new GitlabCommand(cli.terminal(), environment, new FakePacing()))
                .execute(arguments.toArray(String[]::new));
    }

    private String text() {
        return cli.text();
    }

    @Test
    void writesTheCodeQualityReportAndTheNote() throws Exception {
        Path file = folder.resolve("gl-code-quality-report.json");
        String files = "https://gitlab.example/group/project/-/jobs/31/artifacts/browse/coldgate-out";
        assertThat(run("--code-quality", file.toString(), "--artifact-url", files))
                .isZero();
        assertThat(text()).isEqualTo("code quality: " + file + ", 8 findings\nnote: 100 created\n");
        assertThat(Files.readString(file)).startsWith("[").contains("\"check_name\" : \"artifact static\"");
        Golden.assertSame(getClass(), "note.md", gitlab.bodies().get(0));
    }

    @Test
    void aPipelineOfABranchWritesTheFileOnly() throws Exception {
        environment.remove("CI_MERGE_REQUEST_IID");
        environment.remove(GitLabJob.TOKEN);
        Path file = folder.resolve("quality.json");
        assertThat(run("--code-quality", file.toString())).isZero();
        assertThat(text()).endsWith("note: none, because the pipeline is not of a merge request\n");
        assertThat(file).isNotEmptyFile();
        assertThat(gitlab.requests()).isEmpty();
    }

    @Test
    void makesNoNoteWhereNothingWasEverSaidAndAllPasses() throws Exception {
        Files.writeString(
                folder.resolve("report.json"),
                "{\"schemaVersion\":1,\"verdict\":\"PASS\",\"exitCode\":0,\"functions\":[],"
                        + "\"checks\":[{\"function\":\"a\",\"metric\":\"init_duration\",\"quantile\":\"p50\","
                        + "\"verdict\":\"PASS\",\"reason\":\"evidence\",\"onInconclusive\":\"warn\"}]}");
        assertThat(run("--comment-mode", "on-failure")).isZero();
        assertThat(text()).isEqualTo("note: none\n");
        assertThat(gitlab.bodies()).isEmpty();
        assertThat(run()).isZero();
        assertThat(gitlab.bodies()).hasSize(1);
    }

    @Test
    void aNoteThatCannotBeWrittenIsALineAndNoFailure() {
        environment.remove(GitLabJob.TOKEN);
        assertThat(run()).isZero();
        assertThat(text())
                .startsWith("coldgate: no note: COLDGATE_GITLAB_TOKEN is not set")
                .hasLineCount(1);
    }

    @Test
    void aMissingReportIsNoPass() throws Exception {
        Files.delete(folder.resolve("report.json"));
        Path file = folder.resolve("quality.json");
        assertThat(run("--code-quality", file.toString())).isZero();
        assertThat(Files.readString(file)).contains("\"check_name\" : \"no-verdict\"", "no such file");
        assertThat(text()).contains("coldgate: no verdict to show: ", "report.json: no such file");
        assertThat(gitlab.bodies().get(0)).contains("Coldgate: no verdict, could not measure");
    }

    @Test
    void aFunctionThatWasLeftOutOnPurposeIsInformationAtTheRunsOwnFile() throws Exception {
        Path file = folder.resolve("quality.json");
        Files.writeString(
                folder.resolve("report.json"),
                "{\"schemaVersion\":1,\"verdict\":\"PASS\",\"exitCode\":0,\"functions\":[],\"checks\":[],"
                        + "\"thresholds\":{\"file\":\""
                        + Path.of("").toAbsolutePath().resolve("old.yaml")
                        + "\",\"sha256\":\"\"},\"notMeasured\":[\"checkout\"]}");
        assertThat(run("--code-quality", file.toString())).isZero();
        assertThat(Files.readString(file))
                .contains("\"description\" : \"Coldgate: not in this run: checkout\"")
                .contains("\"severity\" : \"info\"")
                .contains("\"path\" : \"old.yaml\"");
    }

    @Test
    void aWrongThresholdsFileIsAFindingAtItsLine() throws Exception {
        Files.writeString(
                folder.resolve("report.json"),
                ReportWriter.text(
                        "0.1.0", 2, List.of(Problem.at("thresholds.yaml:3:5", "functions.a", "no package", ""))));
        Path file = folder.resolve("quality.json");
        assertThat(run("--code-quality", file.toString())).isZero();
        assertThat(Files.readString(file)).contains("\"check_name\" : \"configuration\"", "\"begin\" : 3");
        assertThat(gitlab.bodies().get(0))
                .contains("no verdict, wrong usage or configuration")
                .contains("    thresholds.yaml:3:5: functions.a: no package");
    }

    @Test
    void refusesWordsItDoesNotKnow() {
        for (String[] wrong :
                new String[][] {{"--comment-mode", "shout"}, {"--comment-name", "a b"}, {"--artifact-url", "x) ["}}) {
            assertThat(run(wrong)).as(wrong[0]).isEqualTo(2);
        }
        assertThat(gitlab.requests()).isEmpty();
    }
}
