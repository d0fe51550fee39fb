package io.coldgate.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.coldgate.report.ExplainedJudgements;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The sections of the page that explain cold starts. */
class ExplanationSectionTest {
    @TempDir
    private Path folder;

    @Test
    void anExplanationStandsBelowItsFunction() {
        Document page = Dom.parse(HtmlReport.render(ExplainedJudgements.twoFunctions(folder), 1, List.of("out")));

        assertThat(Dom.within(Dom.all(page, "main").get(0), "section").stream()
                        .map(section -> section.getAttribute("id"))
                        .limit(5))
                .containsExactly("checks", "f-checkout", "e-checkout", "f-search", "e-search");
        Element checkout = Dom.byId(page, "e-checkout");
        assertThat(Dom.byId(page, "e-checkout.h").getTextContent())
                .isEqualTo("checkout: init 6.74 ms, baseline 3.09 ms (p50)");
        assertThat(Dom.byId(page, "e-search.h").getTextContent())
                .isEqualTo("search: init 12.40 ms (p50), explained 83 %");
        assertThat(Dom.within(checkout, "svg").stream()
                        .filter(plot -> plot.getAttribute("role").equals("img")))
                .hasSize(2);
        assertThat(checkout.getTextContent())
                .contains("+2.65 ms github.com/santhosh-tekuri/jsonschema/v6")
                .contains("Cause: new, +21,285 allocs, +1.59 MB, at v6@v6.0.1/draft.go:131")
                .contains("Imported by example.com/checkout → example.com/checkout/audit →"
                        + " github.com/santhosh-tekuri/jsonschema/v6, at services/checkout/audit/a.go:7,"
                        + " new in this change")
                .contains("Cause: example.com/tiny v0.0.25 → v0.0.27")
                .contains("Victim: it allocates what it did, and a garbage collection now falls here")
                .contains("Tried: with GOGC=off GOMEMLIMIT=460MiB a start was 0.76 ms faster in 40 starts.");
    }

    @Test
    void barsOfBothArmsHaveOneScale() {
        Document page = Dom.parse(HtmlReport.render(ExplainedJudgements.twoFunctions(folder), 1, List.of("out")));

        List<Double> widths = Dom.within(Dom.byId(page, "e-checkout"), "svg").stream()
                .filter(plot -> plot.getAttribute("role").equals("img"))
                .map(plot -> Dom.within(plot, "rect").stream()
                        .mapToDouble(part ->
                                Double.parseDouble(part.getAttribute("width").replace("%", "")))
                        .sum())
                .toList();
        assertThat(widths.get(0)).isCloseTo(100, within(.1));
        assertThat(widths.get(1)).isCloseTo(100 * 3.09 / 6.74, within(1.5));
    }

    @Test
    void theDearestPackagesStandAloneAndTheOthersInOneRow() {
        Document page = Dom.parse(HtmlReport.render(ExplainedJudgements.twoFunctions(folder), 1, List.of("out")));

        Element table = Dom.within(Dom.byId(page, "e-checkout"), "table").get(1);
        List<Element> rows = Dom.within(Dom.within(table, "tbody").get(0), "tr");
        assertThat(rows).hasSize(16);
        assertThat(rows.get(0).getTextContent())
                .containsSubsequence(
                        "github.com/santhosh-tekuri/jsonschema/v6", "2.65 ms", "not in the baseline", "39.3 %");
        assertThat(rows.get(1).getTextContent())
                .containsSubsequence("0.80 ms", "baseline 0.30 ms", "685", "baseline 682");
        assertThat(rows.get(15).getTextContent()).contains("5 more packages").contains("baseline ");
    }
}
