package io.coldgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.forge.Links;
import io.coldgate.forge.MarkdownReport;
import io.coldgate.report.html.HtmlReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A function that never works has an error, and no start of 0 ms. */
class BrokenExplanationTest {
    private static final String WHY = "he only watched start failed: exited: panic: STRIPE_KEY is not set";

    @TempDir
    private Path folder;

    private Judgement judgement;

    @BeforeEach
    void judge() {
        judgement = ExplainedJudgements.broken(folder);
    }

    @Test
    void theTerminalNamesTheError() {
        assertThat(new TextReport(false).render(judgement))
                .contains("\nhello: cannot be explained: t" + WHY + "\n")
                .doesNotContain("init 0");
    }

    @Test
    void theJobSummaryNamesTheError() {
        assertThat(MarkdownSummary.render(judgement))
                .contains("### Why hello does not start\n\n- hello: cannot be explained: t" + WHY.replace("_", "\\_"))
                .doesNotContain("init 0");
    }

    @Test
    void theCommentNamesTheError() {
        Links links = new Links(Optional.empty(), "job summary", Optional.empty(), "");

        assertThat(new MarkdownReport(JsonReport.document(judgement, 1), links, 60_000).render())
                .contains("- **hello**: cannot be explained: t" + WHY.replace("_", "\\_"))
                .doesNotContain("init 0");
    }

    @Test
    void thePageNamesTheErrorAndDrawsNothing() {
        String page = HtmlReport.render(judgement, 1, List.of("out"));

        assertThat(page).contains("hello: cannot be explained</h2>").contains("T" + WHY);
        assertThat(page.substring(page.indexOf("id=\"e-hello\"")).split("</section>")[0])
                .doesNotContain("Extra starts were watched")
                .doesNotContain("0 ms");
    }
}
