package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.cli.forge.GithubCommand;
import io.coldgate.fixture.FakePacing;
import io.coldgate.github.FakeGitHub;
import io.coldgate.github.RenderedOnGitHub;
import io.coldgate.report.JsonReport;
import io.coldgate.report.Judgement;
import io.coldgate.report.ReportSamples;
import io.coldgate.report.document.ReportWriter;
import io.coldgate.unit.Problem;
import io.coldgate.unit.ShortCommit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code coldgate github} as a step of a workflow. */
class GithubCommandTest {
    private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    Path folder;

    private final CapturedCli cli = new CapturedCli();
    private final Map<String, String> environment = new HashMap<>();
    private FakeGitHub github;

    @BeforeEach
    void start() throws IOException {
        github = new FakeGitHub();
        environment.put("GITHUB_API_URL", github.uri().toString());
        environment.put("GITHUB_REPOSITORY", "o/r");
        environment.put("GITHUB_RUN_ID", "77");
        environment.put("GITHUB_RUN_ATTEMPT", "1");
        environment.put("GITHUB_STEP_SUMMARY", folder.resolve("summary").toString());
        environment.put("GITHUB_OUTPUT", folder.resolve("outputs").toString());
        environment.put("GITHUB_WORKSPACE", Path.of("").toAbsolutePath().toString());
        environment.put("GITHUB_TOKEN", FakeGitHub.TOKEN);
        event("pull_request", "{\"pull_request\":{\"number\":7,\"head\":{\"sha\":\"" + SHA + "\"}}}");
    }

    @AfterEach
    void stop() {
        github.close();
    }

    private void event(String name, String payload) throws IOException {
        environment.put("GITHUB_EVENT_NAME", name);
        environment.put(
                "GITHUB_EVENT_PATH",
                Files.writeString(folder.resolve("event.json"), payload).toString());
    }

    private void report(Judgement judgement, int exitCode) throws IOException {
        Files.write(
                folder.resolve("report.json"),
                JsonReport.render(judgement, exitCode).getBytes(StandardCharsets.UTF_8));
    }

    private int run(String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.add(folder.toString());
        return new CommandLine(new GithubCommand(cli.terminal(), environment, new FakePacing()))
                .execute(arguments.toArray(String[]::new));
    }

    private Map<String, String> outputs() throws IOException {
        Map<String, String> outputs = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(folder.resolve("outputs"));
        for (int i = 0; i < lines.size(); i += 3) {
            String[] parts = lines.get(i).split("<<", 2);
            assertThat(lines.get(i + 2)).isEqualTo(parts[1]).hasSizeGreaterThan(30);
            outputs.put(parts[0], lines.get(i + 1));
        }
        return outputs;
    }

    private String text() {
        return cli.text();
    }

    @Test
    void showsAFailureEverywhere() throws Exception {
        report(ReportSamples.ofEverything(folder), 1);

        assertThat(run("--exit-code", "1", "--artifact-url", "https://github.com/o/r/a/1"))
                .isZero();

        assertThat(text().lines()).hasSize(8).allMatch(line -> line.matches("::(error|warning|notice) .*"));
        assertThat(text())
                .contains("::error file=thresholds.yaml,line=7,endLine=7,title=Coldgate%3A good artifact static::");
        assertThat(Files.readString(folder.resolve("summary"))).startsWith("### ❌ Coldgate: FAIL, 5 of 14 checks");
        assertThat(github.bodies())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("<!-- coldgate:coldgate -->\n<!-- coldgate-run:77.1 -->\n### ❌ Coldgate: FAIL")
                .contains("commit 0123456789 · [job summary](https://github.com/o/r/actions/runs/77)")
                .contains("(https://github.com/o/r/a/1)");
        assertThat(outputs())
                .containsEntry("verdict", "fail")
                .containsEntry("failed-count", "5")
                .containsEntry("exit-code", "1")
                .containsEntry("status", "1")
                .containsEntry("comment-id", String.valueOf(github.ids().get(0)))
                .containsEntry("json-path", folder.resolve("report.json").toString());
    }

    @Test
    void failsTheStepAsItIsAskedTo() throws Exception {
        report(ReportSamples.ofEverything(folder), 1);
        assertThat(status("--fail-on", "never")).isEqualTo("0");
        assertThat(status("--fail-on", "inconclusive")).isEqualTo("1");
        report(ReportSamples.ofEverything(folder), 4);
        assertThat(status("--fail-on", "never"))
                .as("could not measure is no verdict")
                .isEqualTo("4");
        Files.writeString(
                folder.resolve("report.json"),
                "{\"schemaVersion\":1,\"verdict\":\"INCONCLUSIVE\",\"exitCode\":0,\"functions\":[],\"checks\":["
                        + "{\"verdict\":\"INCONCLUSIVE\",\"reason\":\"max_samples\",\"onInconclusive\":\"warn\"}]}");
        assertThat(status("--fail-on", "fail")).isEqualTo("0");
        assertThat(status("--fail-on", "inconclusive")).isEqualTo("3");
    }

    private String status(String... more) throws IOException {
        Files.deleteIfExists(folder.resolve("outputs"));
        assertThat(run(more)).isZero();
        return outputs().get("status");
    }

    @Test
    void saysWhatTheGateSaidWhenItLeftNoReport() throws Exception {
        Path log = Files.writeString(
                folder.resolve("log"), "thresholds.yaml:3:5: functions.a: no package\ncoldgate: 1 error\n");
        Files.writeString(
                folder.resolve("report.json"),
                ReportWriter.text(
                        "0.1.0", 2, List.of(Problem.at("thresholds.yaml:3:5", "functions.a", "no package", ""))));
        assertThat(run("--exit-code", "2", "--log", log.toString())).isZero();
        assertThat(text()).contains("::error file=thresholds.yaml,line=3,").contains("functions.a: no package");
        assertThat(github.bodies().get(0))
                .contains("no verdict, wrong usage or configuration")
                .contains("    thresholds.yaml:3:5: functions.a: no package");
        assertThat(outputs())
                .containsEntry("verdict", "error")
                .containsEntry("status", "2")
                .containsEntry("json-path", folder.resolve("report.json").toString());
    }

    @Test
    void takesNoReportOfAnotherRunForThisOnes() throws Exception {
        report(ReportSamples.ofEverything(folder), 0);
        run("--exit-code", "4");
        assertThat(outputs()).containsEntry("verdict", "error").containsEntry("status", "4");
    }

    @Test
    void aReportThatContradictsItselfIsNoVerdict() throws Exception {
        report(ReportSamples.ofEverything(folder), 1);
        Path file = folder.resolve("report.json");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("\"verdict\" : \"FAIL\"", "\"verdict\" : \"PASS\"")
                        .replaceFirst("\"exitCode\" : 1", "\"exitCode\" : 0"));
        assertThat(run("--exit-code", "0")).isZero();
        assertThat(outputs()).containsEntry("verdict", "error").containsEntry("status", "4");
        assertThat(text())
                .startsWith(
                        "::error title=Coldgate%3A contradictory report::no verdict: it says PASS, and of its 14 checks"
                                + " 5 are FAIL\n");
        for (String shown : List.of(
                Files.readString(folder.resolve("summary")), github.bodies().get(0))) {
            assertThat(shown)
                    .contains("### ❗ Coldgate: CONTRADICTORY REPORT, no verdict")
                    .contains("The report contradicts itself: it says PASS")
                    .doesNotContain("✅", "Coldgate: PASS");
        }
    }

    @Test
    void aFailureWithoutAReportIsWhatCouldNotBeMeasured() throws Exception {
        // As a JVM ends that cannot start.
        run("--exit-code", "1");
        assertThat(outputs()).containsEntry("verdict", "error").containsEntry("status", "4");
    }

    @Test
    void givesNoPassWithoutAReport() throws Exception {
        run("--exit-code", "0");
        assertThat(outputs()).containsEntry("verdict", "error").containsEntry("status", "4");
    }

    @Test
    void doesNotFailBecauseOfAComment() throws Exception {
        report(ReportSamples.ofEverything(folder), 1);
        github.trouble("POST /repos", 403, Map.of(), "{\"message\":\"Resource not accessible by integration\"}", false);
        assertThat(run()).isZero();
        assertThat(text())
                .contains("::notice title=Coldgate%3A no comment::POST /repos/o/r/issues/7/comments: 403 Resource not"
                        + " accessible by integration: the token may not write there; the job needs permissions:"
                        + " pull-requests: write")
                .doesNotContain(FakeGitHub.TOKEN);
        assertThat(outputs()).containsEntry("status", "1").containsEntry("comment-id", "");
    }

    @Test
    void namesTheVariablesThatAWorkflowRunHasAndThisOneHasNot() throws Exception {
        report(ReportSamples.ofEverything(folder), 1);
        environment.remove("GITHUB_REPOSITORY");
        assertThat(run()).isZero();
        assertThat(text()).contains("this is not a workflow run: GITHUB_REPOSITORY (OWNER/NAME) missing");
        environment.remove("GITHUB_EVENT_PATH");
        assertThat(run()).isZero();
        assertThat(text()).contains("GITHUB_REPOSITORY (OWNER/NAME) and GITHUB_EVENT_PATH missing");
    }

    @Test
    void doesWithoutAServerOrAToken() throws Exception {
        report(ReportSamples.ofEverything(folder), 1);
        environment.put("GITHUB_API_URL", "http://127.0.0.1:9");
        assertThat(run()).isZero();
        assertThat(text())
                .contains("::notice title=Coldgate%3A no comment::GET /repos/o/r/issues/7/comments: cannot be reached");
        environment.remove("GITHUB_TOKEN");
        assertThat(run()).isZero();
        assertThat(text()).contains("there is no token");
        event("push", "{}");
        environment.put("GITHUB_TOKEN", FakeGitHub.TOKEN);
        assertThat(run()).isZero();
        assertThat(text()).contains("the event \"push\" belongs to no pull request");
    }

    @Test
    void showsAForksReportOnItsPullRequestAndJudgesNothing() throws Exception {
        report(ReportSamples.hostile(folder), 1);
        github.pull(7, SHA, "o/r");
        event("workflow_run", """
                { "workflow_run": { "event": "pull_request", "head_sha": "%s", "head_branch": "b", "id": 70,
                    "run_attempt": 3, "head_repository": { "owner": { "login": "stranger" } } } }
                """.formatted(SHA));
        assertThat(run()).isZero();
        assertThat(text()).as("no annotations").isEmpty();
        assertThat(github.bodies())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("<!-- coldgate:coldgate -->\n<!-- coldgate-run:70.3 -->\n")
                .doesNotContain("<img")
                .satisfies(body -> new RenderedOnGitHub(
                                body.substring(body.indexOf("###")).replace(ShortCommit.of(SHA), ""))
                        .requireTextOnly()
                        .requireLinksTo("https://github.com/o/r/"));
        assertThat(outputs()).containsEntry("status", "0").containsEntry("verdict", "fail");
    }

    @Test
    void leavesOutWhatIsNotWanted() throws Exception {
        report(ReportSamples.ofEverything(folder), 1);
        assertThat(run("--no-summary", "--no-annotations", "--no-comment")).isZero();
        assertThat(text()).isEmpty();
        assertThat(folder.resolve("summary")).doesNotExist();
        assertThat(github.requests()).isEmpty();
    }

    @Test
    void refusesWordsItDoesNotKnow() throws Exception {
        report(ReportSamples.ofEverything(folder), 1);
        for (String[] wrong : new String[][] {
            {"--fail-on", "always"}, {"--comment-mode", "shout"}, {"--comment-name", "a b"}, {"--artifact-url", "x) ["}
        }) {
            assertThat(run(wrong)).as(wrong[0]).isEqualTo(2);
        }
    }
}
