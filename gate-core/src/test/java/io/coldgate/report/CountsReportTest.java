package io.coldgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.Golden;
import io.coldgate.report.html.HtmlReport;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Counts as reports show them: plain numbers, differences from the baseline, and nothing divided by a baseline of 0.
 */
class CountsReportTest {
    @TempDir
    private Path folder;

    @Test
    void theTextIsTheKnownOne() {
        Golden.assertSame(
                CountsReportTest.class, "counts.txt", new TextReport(false).render(Judgements.ofCounts(folder)));
    }

    @Test
    void theJsonIsTheKnownOne() {
        Golden.assertSame(CountsReportTest.class, "counts.json", JsonReport.render(Judgements.ofCounts(folder), 1));
    }

    @Test
    void thePageDrawsRatiosAndDifferencesApart() {
        String page = HtmlReport.render(Judgements.ofCounts(folder), 1, List.of());
        assertThat(page).contains("-ratio-t\"").contains("-difference-t\"").contains("≤ baseline + 1");
        assertThat(page).doesNotContain("NaN").doesNotContain("Infinity");
    }
}
