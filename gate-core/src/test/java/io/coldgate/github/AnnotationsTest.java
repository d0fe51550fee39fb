package io.coldgate.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.forge.Workspace;
import io.coldgate.report.document.CheckEntry;
import io.coldgate.report.document.Measured;
import io.coldgate.report.document.ReportDocument;
import io.coldgate.unit.Problem;
import io.coldgate.unit.RunSeeds;
import io.coldgate.verdict.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Annotations, as the runner reads them. */
class AnnotationsTest {
    private final Annotations annotations =
            new Annotations(new Workspace(Path.of("/workspace"), Path.of("/workspace/services")));

    private static CheckEntry check(Verdict verdict, String function, String file, String policy, double excess) {
        return new CheckEntry(
                function,
                "init_duration",
                "p95",
                true,
                new CheckEntry.Limit.Amount(20e6, "ns", Optional.empty()),
                verdict,
                "evidence",
                "p95 > 20.0 ms proven",
                file + ":12:3",
                policy,
                Optional.of(new Measured(
                        60, OptionalInt.of(9), OptionalInt.empty(), excess * 20e6, Optional.empty(), Optional.empty())),
                new CheckEntry.Shown("24.9 ms", "", "≤ 20.0 ms", "60", ""),
                Optional.empty());
    }

    private static ReportDocument report(List<CheckEntry> checks) {
        Verdict worst =
                Verdict.worst(checks.stream().map(CheckEntry::verdict).toList()).orElseThrow();
        int exitCode = worst == Verdict.FAIL ? 1 : worst == Verdict.NOT_MEASURED ? 4 : 0;
        return new ReportDocument(
                new ReportDocument.Run(
                        "1",
                        "complete",
                        0,
                        "embedded",
                        new RunSeeds(1, Map.of()),
                        "thresholds.yaml",
                        "",
                        Optional.empty(),
                        Map.of()),
                worst,
                "",
                exitCode,
                Optional.empty(),
                List.of(),
                List.of(),
                1,
                checks,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private List<String> lines(CheckEntry... checks) {
        return annotations.of(report(List.of(checks))).stream()
                .map(WorkflowCommand::text)
                .toList();
    }

    @Test
    void standAtTheBudgetsLine() {
        assertThat(lines(check(Verdict.FAIL, "checkout", "thresholds.yaml", "warn", 1.2)))
                .containsExactly("::error file=services/thresholds.yaml,line=12,endLine=12,title=Coldgate%3A checkout"
                        + " init_duration p95::FAIL: 24.9 ms measured, budget ≤ 20.0 ms: p95 > 20.0 ms proven");
    }

    @Test
    void ofAFileOutsideOfTheCheckoutHaveNoPlace() {
        assertThat(lines(check(Verdict.FAIL, "f", "../../etc/passwd", "warn", 1))
                        .get(0))
                .startsWith("::error title=Coldgate%3A f init_duration p95::");
        assertThat(lines(check(Verdict.FAIL, "f", "../thresholds.yaml", "warn", 1))
                        .get(0))
                .startsWith("::error file=thresholds.yaml,line=12,");
    }

    @Test
    void areAsSevereAsTheFileSays() {
        assertThat(lines(
                        check(Verdict.INCONCLUSIVE, "a", "t", "warn", 0),
                        check(Verdict.INCONCLUSIVE, "b", "t", "fail", 0),
                        check(Verdict.INCONCLUSIVE, "c", "t", "pass", 0),
                        check(Verdict.NOT_MEASURED, "d", "t", "pass", 0),
                        check(Verdict.PASS, "e", "t", "fail", 0)))
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactlyInAnyOrder("::warning", "::error", "::notice", "::error");
    }

    @Test
    void areTenOfAKindAndTheWorstFirst() {
        List<CheckEntry> checks = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            checks.add(check(Verdict.FAIL, "f" + i, "t", "warn", i == 7 ? Double.POSITIVE_INFINITY : 1 + i / 10.0));
            checks.add(check(Verdict.INCONCLUSIVE, "w" + i, "t", "warn", 0));
        }
        List<WorkflowCommand> commands = annotations.of(report(checks));
        assertThat(commands).hasSize(21);
        assertThat(commands.get(20).text())
                .isEqualTo("::notice title=Coldgate%3A 10 more::the runner shows ten annotations of a kind; the job"
                        + " summary has what is left out here");
        assertThat(commands.subList(0, 3))
                .extracting(WorkflowCommand::title)
                .containsExactly(
                        "Coldgate: f7 init_duration p95",
                        "Coldgate: f14 init_duration p95",
                        "Coldgate: f13 init_duration p95");
    }

    @Test
    void leaveRoomForTheGatesOwnNotices() {
        List<CheckEntry> checks = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            checks.add(check(Verdict.INCONCLUSIVE, "f" + i, "t", "pass", 0));
        }
        assertThat(annotations.of(report(checks)))
                .hasSize(9)
                .last()
                .satisfies(last -> assertThat(last.title()).isEqualTo("Coldgate: 7 more"));
        assertThat(annotations.of(report(checks.subList(0, 8)))).hasSize(8);
    }

    @Test
    void cannotBeEndedOrForgedByWhatTheySay() {
        String line = new WorkflowCommand(
                        WorkflowCommand.Level.WARNING,
                        Optional.of("a,line=1::x%\n::error::y"),
                        3,
                        "t,u:v%0A\r\n",
                        "100 %\n::stop-commands::x\u001b[31m")
                .text();
        assertThat(line)
                .isEqualTo("::warning file=a%2Cline=1%3A%3Ax%25%0A%3A%3Aerror%3A%3Ay,line=3,endLine=3,"
                        + "title=t%2Cu%3Av%250A\\r\\n::100 %25\\n::stop-commands::x\\u001b[31m");
        assertThat(line.lines()).hasSize(1);
    }

    @Test
    void showTheLinesThatABuildPrinted() {
        Problem problem = Problem.at("t.yaml:3:1", "functions.a.build", "exit code 1:\n  | no go.mod\n  | at all", "");
        assertThat(annotations.of(List.of(problem)).get(0).text())
                .endsWith("::functions.a.build: exit code 1:%0A  | no go.mod%0A  | at all");
    }

    @Test
    void showWhereTheThresholdsFileIsWrong() {
        Problem problem = Problem.at("thresholds.yaml:8:29", "functions.a.budgets", "\"120\": no unit", "write 120ms");
        assertThat(annotations.of(List.of(problem)).stream().map(WorkflowCommand::text))
                .containsExactly("::error file=services/thresholds.yaml,line=8,endLine=8,title=Coldgate%3A"
                        + " configuration::functions.a.budgets: \"120\": no unit; write 120ms");
    }

    @Test
    void showWhatWentWrongWithoutAPlace() {
        assertThat(annotations.of(List.of(Problem.of("AWS does not answer"))).stream()
                        .map(WorkflowCommand::text))
                .containsExactly("::error title=Coldgate%3A no verdict::AWS does not answer");
    }
}
