package io.coldgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.explain.SharedCause;
import io.coldgate.forge.Links;
import io.coldgate.forge.MarkdownReport;
import io.coldgate.report.document.ReportReader;
import io.coldgate.report.html.HtmlReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cause that several functions share is stated once in every report. */
class SharedLinesTest {
    private static final String EAGER = "services/shop/config/eager.go:12";

    @TempDir
    private Path folder;

    private Judgement judgement;

    @BeforeEach
    void judge() {
        judgement = ExplainedJudgements.monorepo(folder);
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    @Test
    void theTerminalStatesItOnceAfterTheFunctionsWithWhatToDo() {
        String text = new TextReport(false).render(judgement);

        assertThat(text)
                .containsSubsequence(
                        "\ncheckout: init ",
                        "\nSlower than the baseline\n  +5.45 ms  shop/config  the same cause in 2 functions\n\n",
                        "cart: init ",
                        "  +4.31 ms  shop/config  the same cause in 2 functions\n\n",
                        "search: init ",
                        "  +2.20 ms  main  its init is new; +8,557 allocs  at search/main.go:9\n",
                        "What to do\n",
                        "(search/main.go:9): the init of main takes 21 % of the start\n\n");
        assertThat(text).contains("""

                The same cause in 2 functions: checkout, cart
                  +4.31 ms to +5.45 ms  shop/config  its init is new; +8,557 allocs  at services/shop/config/eager.go:12
                What to do
                  do it on the first event: sync.OnceValue (services/shop/config/eager.go:12): in checkout, the init of shop/config \
                takes 45 % of the start

                FAIL""");
        assertThat(count(text, EAGER)).isEqualTo(2);
    }

    @Test
    void theJobSummaryStatesItBeforeTheFunctions() {
        String text = MarkdownSummary.render(judgement);

        assertThat(text)
                .containsSubsequence(
                        "### The same cause in 2 functions: checkout, cart\n",
                        "- +4.31 ms to +5.45 ms shop/config: its init is new; +8,557 allocs at " + EAGER + "\n",
                        "- what to do: do it on the first event: sync.OnceValue (" + EAGER + "): in checkout,",
                        "### Why checkout takes that long\n",
                        "- +5.45 ms shop/config: the same cause in 2 functions\n",
                        "### Why search takes that long\n",
                        "- +2.20 ms main: its init is new");
        assertThat(count(text, EAGER)).isEqualTo(2);
    }

    @Test
    void theCommentStatesItBeforeTheFunctionsAndChecksReferToIt() throws Exception {
        Path file = Files.write(
                folder.resolve("report.json"), JsonReport.render(judgement, 1).getBytes(StandardCharsets.UTF_8));
        Links links = new Links(Optional.empty(), "job summary", Optional.empty(), "");
        String text = new MarkdownReport(ReportReader.read(file), links, 60_000).render();

        assertThat(text)
                .containsSubsequence(
                        "- **The same cause in 2 functions**: checkout, cart\n",
                        "+4.31 ms to +5.45 ms shop/config",
                        "- **checkout**: init ",
                        "+5.45 ms shop/config: the same cause in 2 functions",
                        "**What to do**",
                        "The init of shop/config (new) takes 5.45 ms more: the same cause in 2 functions, stated",
                        "The init of main (new) takes 2.20 ms more");
        assertThat(count(text, EAGER)).isEqualTo(2);
    }

    @Test
    void thePageStatesItInASectionOfItsOwn() {
        String page = HtmlReport.render(judgement, 1, List.of("out"));

        assertThat(page)
                .containsSubsequence(
                        "In several functions",
                        "The same cause in 2 functions",
                        "checkout, cart",
                        "+4.31 ms to +5.45 ms",
                        "Seen in checkout: the init of shop/config takes 45 %",
                        "<a href=\"#shared\">The same cause in 2 functions</a>",
                        "Seen: the init of main takes 21 %");
        assertThat(count(page, ">" + EAGER + "<")).isEqualTo(2);
    }

    @Test
    void aSingleFunctionKeepsItsOwnText() {
        Judgement one = Judgement.of(judgement.build(), judgement.explanations().subList(0, 1));

        assertThat(new TextReport(false).render(one))
                .contains("+5.45 ms  shop/config  its init is new; +8,557 allocs  at services/shop/config/eager.go:12")
                .doesNotContain("The same cause");
        assertThat(JsonReport.render(one, 1)).doesNotContain("\"shared\"");
    }

    @Test
    void junitKeepsTheWholeExplanationOfEachFunction() {
        assertThat(JUnitReport.render(judgement)).doesNotContain("the same cause");
    }

    @Test
    void aLongListOfFunctionsIsCut() {
        assertThat(SharedLines.names(Collections.nCopies(100, "function-name")))
                .startsWith("function-name, ")
                .endsWith(" and 87 more");
        assertThat(SharedLines.change(new SharedCause.Range(-1e6, 2e6))).isEqualTo("-1.00 ms to +2.00 ms");
    }
}
