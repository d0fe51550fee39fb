package io.coldgate.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.Golden;
import io.coldgate.history.FiledRun;
import io.coldgate.history.FiledRunMaker;
import io.coldgate.history.HistoryView;
import io.coldgate.report.HistoryJson;
import io.coldgate.report.HistoryTable;
import io.coldgate.verdict.Verdict;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** A history as people and machines read it. */
class HistoryPageTest {
    private static final HistoryView STORY = FiledRunMaker.view(FiledRunMaker.storyWithIncidents());

    private static Document parsed(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        xml.replace("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theTableIsThis() {
        Golden.assertSame(
                HistoryPageTest.class,
                "history.txt",
                HistoryTable.render(STORY, ".coldgate-history", HistoryTable.Rows.USUAL));
    }

    @Test
    void theJsonIsThis() {
        Golden.assertSame(HistoryPageTest.class, "history.json", HistoryJson.render(STORY));
    }

    @Test
    void thePageIsThis() {
        Golden.assertSamePage(
                HistoryPageTest.class,
                "history.html",
                HistoryPage.render(STORY, "branch h", "0.1.0"),
                PageHead.read("report.css"),
                PageHead.read("rows.css"),
                PageHead.read("history.css"));
    }

    @Test
    void theBadgeIsThis() {
        Golden.assertSame(HistoryPageTest.class, "history-badge.svg", HistoryBadge.render(STORY));
    }

    @Test
    void theBadgeSaysWhatTheNewestRunOfTheDefaultBranchSaid() {
        FiledRun good = FiledRunMaker.run(0, "A", 80);
        for (Verdict verdict : Verdict.values()) {
            FiledRun newest = FiledRunMaker.run(50, "A", 80, false, verdict);
            FiledRun change = FiledRunMaker.run(60, "A", 80, true, Verdict.FAIL);
            String words = switch (verdict) {
                case PASS, INCONCLUSIVE -> "2 days without a breach";
                case FAIL -> "budget breached";
                case ACCEPTED -> "over budget, accepted";
                case NOT_MEASURED -> "not measured";
            };
            assertThat(HistoryBadge.render(FiledRunMaker.view(List.of(good, newest, change))))
                    .contains(words);
        }
        assertThat(HistoryBadge.render(FiledRunMaker.view(List.of()))).contains("no runs");
    }

    @Test
    void quietShowsChangesAndBreachesOnly() {
        assertThat(HistoryTable.render(STORY, "h", HistoryTable.Rows.CHANGED))
                .contains("checkout  init_duration", "2 breaches")
                .doesNotContain("other hosts");
        HistoryView calm = FiledRunMaker.view(List.of(FiledRunMaker.run(0, "A", 80), FiledRunMaker.run(1, "A", 80)));
        assertThat(HistoryTable.render(calm, "h", HistoryTable.Rows.CHANGED)).isEmpty();
    }

    @Test
    void everyHistoryIsAPageThatLoadsNothing() throws Exception {
        List<FiledRun> failed = new ArrayList<>();
        failed.add(FiledRunMaker.run(0, "<script>alert(1)</script>", Double.POSITIVE_INFINITY));
        failed.add(FiledRunMaker.run(1, "\"B'&", 1e-6));
        failed.add(FiledRunMaker.run(2, "B", 1e9, true, Verdict.FAIL));
        List<FiledRun> changesOnly = List.of(FiledRunMaker.run(0, "A", 80, true, Verdict.FAIL));
        for (List<FiledRun> runs : List.of(List.<FiledRun>of(), failed, changesOnly, FiledRunMaker.story())) {
            HistoryView view = FiledRunMaker.view(runs);
            String page = HistoryPage.render(view, "h", "0.1.0");
            assertThat(parsed(page).getElementsByTagName("script").getLength()).isZero();
            assertThat(page).doesNotContain("http:", "https:", "NaN", "Infinity");
            assertThat(parsed(HistoryBadge.render(view)).getDocumentElement().getTagName())
                    .isEqualTo("svg");
            assertThat(HistoryJson.render(view)).doesNotContain("NaN", "Infinity");
            assertThat(HistoryTable.render(view, "h", HistoryTable.Rows.ALL)).doesNotContain("NaN", "null");
        }
    }
}
