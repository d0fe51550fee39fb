package io.coldgate.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.history.FiledRunMaker;
import io.coldgate.report.Judgement;
import io.coldgate.sample.Ending;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.unit.ValueUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The page of figures that are long, far apart, or missing. */
class OddFiguresTest {
    @TempDir
    private Path folder;

    private Document page(Judgement judgement) {
        return Dom.parse(HtmlReport.render(judgement, 1, List.of("out")));
    }

    @Test
    void anEstimateFarBeyondTheToleranceLiesOnItsAxis() {
        Element plot = Dom.within(Dom.byId(page(OddPages.longFigures(folder)), "f-slower"), "svg").stream()
                .filter(svg -> svg.getAttribute("aria-labelledby").startsWith("f-slower.init_duration-ratio"))
                .findFirst()
                .orElseThrow();

        assertThat(Dom.within(plot, "text").stream().map(Element::getTextContent))
                .contains("+200 %", "no change");
        Element shape = Dom.within(plot, "svg").stream()
                .filter(svg -> svg.getAttribute("class").equals("at"))
                .findFirst()
                .orElseThrow();
        assertThat(Double.parseDouble(shape.getAttribute("x").replace("%", ""))).isBetween(40.0, 96.0);
    }

    @Test
    void longFiguresMayBeBrokenBetweenTheirPieces() {
        Element checks = Dom.byId(page(OddPages.longFigures(folder)), "checks");

        List<String> cells = Dom.within(checks, "td").stream()
                .filter(cell -> cell.getAttribute("class").contains("sides"))
                .map(Element::getTextContent)
                .toList();
        assertThat(cells)
                .anyMatch(text -> text.matches("\\+[0-9.]+\u00a0% \u2013|.*\u00a0\u2013 .*"))
                .contains("\u2264\u00a0+10\u00a0% of\u00a0baseline", "\u2264\u00a03600000000 cycles/request")
                .anyMatch(text -> text.endsWith(" over\u00a0all\u00a0pairs"));
    }

    @Test
    void aComparisonWithoutValuesIsSaidToBeNotMeasured() {
        String text = Dom.byId(page(OddPages.withoutValues(folder)), "f-shop").getTextContent();

        assertThat(text)
                .contains("Candidate against baseline, p50 not measured")
                .doesNotContain("over  starts", "interval ,", ": , budget");
    }

    @Test
    void aBaselineWithoutAValueHasNoCurve() throws IOException {
        Files.writeString(folder.resolve("event.json"), "{}");
        Element figure = Dom.within(Dom.byId(page(OddPages.cutOffInARound(folder)), "f-shop"), "figure").stream()
                .filter(each -> each.getTextContent().strip().startsWith("duration[large]"))
                .findFirst()
                .orElseThrow();

        assertThat(Dom.within(figure, "path").stream().map(path -> path.getAttribute("class")))
                .contains("curve candidate")
                .doesNotContain("curve baseline");
    }

    @ParameterizedTest
    @CsvSource({
        "3.4e9, 4.0e9, 3.4e9, 3.6e9",
        "0, 1e300, 0, 2e299",
        "0, 1.7e308, 0, 5e307",
        "1.7e308, 1.7e308, 1.65e308, 1.70e308",
        "9.6e307, 1.04e308, 9.6e307, 9.8e307",
        "0, 90000000, 0, 20000000",
        "0, 900000000, 0, 2e8"
    })
    void numbersOfAnAxisAreShort(double from, double to, String first, String second) {
        Axis axis = Axis.of(from, to, ValueUnit.other("cycles/request"));

        assertThat(axis.ticks().stream().map(axis::label))
                .contains(first, second)
                .allMatch(text -> text.length() < 10);
        assertThat(axis.unitName()).hasSizeLessThan(14);
    }

    @Test
    void theHistorysAxisHoldsMediansOfZeroToo() {
        String page = HistoryPage.render(
                FiledRunMaker.view(List.of(
                        FiledRunMaker.run(0, "A", 0), FiledRunMaker.run(1, "A", 95), FiledRunMaker.run(2, "A", 100))),
                "h",
                "0.1.0");

        assertThat(page).contains(">0</text>");
    }

    @Test
    void aFindingKeepsTheNameOfItsFunction() {
        GateEvaluation build = new GateEvaluation(
                Plans.plan(folder, "hello: { package: a.zip, budgets: { init_duration: { p50: 20ms } } }"));
        build.accept(Records.run("hello"));
        for (int i = 1; i <= 60; i++) {
            build.accept(Records.sample("hello", i, (i * 7 % 10 < 7 ? 30 : 10) * 1e6));
        }
        build.accept(new ResultsRecord.SeriesEnded("hello", 1, Ending.TIME_LIMIT, ""));
        build.accept(new ResultsRecord.End(1, Ending.TIME_LIMIT, ""));

        assertThat(Dom.all(page(Judgement.of(build)), "header").get(0).getTextContent())
                .contains("hello init_duration p50: probably over its budget")
                .doesNotContain("Hello");
    }

    @Test
    void noFunctionsNameIsThePlaceOfAnothersPart() {
        GateEvaluation build = new GateEvaluation(Plans.plan(folder, """
                api: { package: a.zip, budgets: { init_duration: { p50: 20ms } } }
                api-h: { package: a.zip, budgets: { init_duration: { p50: 20ms } } }
                """));
        build.accept(Records.run("api", "api-h"));
        build.accept(new ResultsRecord.End(1, Ending.INTERRUPTED, ""));

        assertThat(Dom.all(page(Judgement.of(build)), "*").stream()
                        .map(element -> element.getAttribute("id"))
                        .filter(id -> !id.isEmpty()))
                .doesNotHaveDuplicates();
    }

    @Test
    void resultsOfOtherToolsHaveTheirVerdictInTheContentsAndNoPlatform() {
        Document page = page(Pages.ofOtherTools());

        assertThat(Dom.within(Dom.all(page, "nav").get(0), "a").stream().map(Element::getTextContent))
                .contains("INCONCLUSIVE gatling target/<b>gatling</b>", "FAIL jmh jmh.json");
    }
}
