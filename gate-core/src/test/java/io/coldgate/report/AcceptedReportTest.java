package io.coldgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.Golden;
import io.coldgate.forge.Links;
import io.coldgate.forge.MarkdownReport;
import io.coldgate.forge.Workspace;
import io.coldgate.gate.CheckResult;
import io.coldgate.github.Annotations;
import io.coldgate.github.WorkflowCommand;
import io.coldgate.report.document.ReportDocument;
import io.coldgate.report.document.ReportReader;
import io.coldgate.report.html.HtmlReport;
import io.coldgate.run.ExitCode;
import io.coldgate.verdict.AcceptanceState;
import io.coldgate.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accepted exceptions in every report: measured, shown, and neither a pass nor a failure. */
class AcceptedReportTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 12, 31);

    @TempDir
    private Path folder;

    private static CheckResult check(Judgement judgement, String function, String name) {
        return judgement.results().stream()
                .filter(each -> each.check().function().equals(function)
                        && each.check().nameInFile().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<AcceptanceState> state(CheckResult result) {
        return result.acceptance().map(by -> by.state());
    }

    @Test
    void everyReportSaysWhatIsAccepted() {
        Judgement judgement = Judgements.ofAccepted(folder, TODAY);

        Golden.assertSame(ReportsTest.class, "accepted.txt", new TextReport(false).render(judgement));
        Golden.assertSame(ReportsTest.class, "accepted.md", MarkdownSummary.render(judgement));
        Golden.assertSame(ReportsTest.class, "accepted.json", JsonReport.render(judgement, 1));
        Golden.assertSame(ReportsTest.class, "accepted.xml", JUnitReport.render(judgement));
        ReportDocument document = JsonReport.document(judgement, 1);
        Golden.assertSame(
                ReportsTest.class,
                "accepted-comment.md",
                new MarkdownReport(document, new Links(Optional.empty(), "", Optional.empty(), ""), 60_000).render());
    }

    @Test
    void anExceptionHoldsUpToItsLastDay() {
        assertThat(check(Judgements.ofAccepted(folder, TODAY), "slow", "init_duration p50"))
                .satisfies(result -> assertThat(result.verdict()).isEqualTo(Verdict.ACCEPTED))
                .satisfies(result -> assertThat(state(result)).contains(AcceptanceState.IN_FORCE));
        assertThat(check(Judgements.ofAccepted(folder, TODAY.plusDays(1)), "slow", "init_duration p50"))
                .satisfies(result -> assertThat(result.verdict()).isEqualTo(Verdict.FAIL))
                .satisfies(result -> assertThat(result.explanation())
                        .contains("its exception ran out after 2026-12-31 (UTC): @alice (TLS"));
    }

    @Test
    void missingDataIsNeverAccepted() {
        CheckResult broken = check(Judgements.ofAccepted(folder, TODAY), "broken", "init_duration p95");

        assertThat(broken.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(broken.acceptance()).isEmpty();
    }

    @Test
    void anOpenCheckIsAcceptedTooButComesAgainWhenTheDayIsOver() {
        Judgement judgement = Judgements.ofAccepted(folder, TODAY);
        Judgement later = Judgements.ofAccepted(folder, LocalDate.of(2027, 1, 16));

        assertThat(check(judgement, "open", "init_duration p90").verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(check(later, "open", "init_duration p90").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void whatPassesByItselfIsAPassAndItsExceptionIsSaidToBeOver() {
        Judgement judgement = Judgements.ofAccepted(folder, TODAY);
        CheckResult result = check(judgement, "old", "artifact files");

        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
        assertThat(state(result)).contains(AcceptanceState.NOT_NEEDED);
        assertThat(new TextReport(false).render(judgement))
                .contains("old artifact files: PASS")
                .contains("the exception of @carol (one file more) is no longer needed");
    }

    @Test
    void aBuildWithNothingButExceptionsIsAcceptedAndEndsWithZero() throws Exception {
        Judgement judgement = Judgements.ofAcceptedAlone(folder);

        assertThat(judgement.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(ExitCode.of(judgement)).isEqualTo(ExitCode.PASS);
        assertThat(new TextReport(false).render(judgement))
                .contains("ACCEPTED: 2 checks: 1 passed, 0 failed, 0 inconclusive, 1 accepted");
        assertThat(HtmlReport.render(judgement, 0, List.of()))
                .contains("1 of 2 checks accepted, none failed")
                .contains("badge accepted")
                .contains("<title>")
                .doesNotContain("Coldgate: PASS");
        ReportDocument report = readAgain(JsonReport.render(judgement, 0));
        assertThat(report.contradiction()).isEmpty();
        assertThat(report.checks()).isEqualTo(JsonReport.document(judgement, 0).checks());
    }

    @Test
    void anAcceptedCheckIsANoticeAtItsLine() {
        List<WorkflowCommand> found = new Annotations(new Workspace(folder, folder))
                .of(JsonReport.document(Judgements.ofAcceptedAlone(folder), 0));

        assertThat(found)
                .singleElement()
                .satisfies(one -> assertThat(one.level()).isEqualTo(WorkflowCommand.Level.NOTICE))
                .satisfies(one ->
                        assertThat(one.text()).contains("ACCEPTED").contains("until 2026-12-31 (UTC) by @carol"));
    }

    @Test
    void aReportThatAcceptsWithoutAnExceptionContradictsItself() throws Exception {
        String text = JsonReport.render(Judgements.ofAcceptedAlone(folder), 0);

        assertThat(readAgain(text.replace("\"in_force\"", "\"ran_out\"")).contradiction())
                .contains("a check is ACCEPTED without an exception that holds");
        assertThat(readAgain(text.replace("\"found\" : \"FAIL\"", "\"found\" : \"NOT_MEASURED\""))
                        .contradiction())
                .isPresent();
    }

    private ReportDocument readAgain(String text) throws Exception {
        return ReportReader.read(Files.writeString(folder.resolve("report.json"), text));
    }
}
