package io.coldgate.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.report.ExplainedJudgements;
import io.coldgate.report.Judgement;
import io.coldgate.report.Judgements;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/** Rules that every page keeps, whatever it shows: it is safe, small, and made for screen readers. */
class PageRulesTest {
    @TempDir
    private Path folder;

    private interface Source {
        Judgement of(Path folder);
    }

    static List<Source> sources() {
        return List.of(
                Pages::small,
                folder -> Pages.ofOtherTools(),
                Judgements::ofEverything,
                Judgements::hostile,
                ExplainedJudgements::twoFunctions,
                ExplainedJudgements::hostile,
                Pages::withoutASample);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void thePageLoadsNothingAndRunsNothing(Source source) throws Exception {
        String text = HtmlReport.render(source.of(folder), 1, List.of("out"));
        Document page = Dom.parse(text);

        for (String tag : List.of("script", "img", "iframe", "object", "embed", "form", "base", "b\u0000")) {
            assertThat(Dom.all(page, tag)).as(tag).isEmpty();
        }
        for (Element element : Dom.all(page, "*")) {
            NamedNodeMap attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                String name = attributes.item(i).getNodeName();
                assertThat(name).doesNotStartWith("on").isNotIn("style", "src", "srcset", "action");
                if (name.equals("href") && !element.getTagName().equals("link")) {
                    assertThat(attributes.item(i).getNodeValue()).startsWith("#");
                }
            }
        }
        assertThat(Dom.all(page, "link"))
                .allSatisfy(link -> assertThat(link.getAttribute("href")).startsWith("data:image/svg+xml,"));
        String style = Dom.all(page, "style").get(0).getTextContent();
        assertThat(style).doesNotContain("url(", "@import");
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        assertThat(text).contains("default-src &#39;none&#39;; style-src &#39;sha256-" + hash + "&#39;;");
    }

    @Test
    void hostileTextStaysText() {
        String text = HtmlReport.render(Judgements.hostile(folder), 4, List.of("<b>\"'&\n\u202e"));
        Document page = Dom.parse(text);

        assertThat(text).doesNotContain("<script", "<img", "<b>\"", "\u001b", "\u0000", "\u0007", "\u202e", "\u2028");
        assertThat(Dom.all(page, "body").get(0).getTextContent())
                .contains("<script>alert(1)</script>")
                .contains("<img src=x>")
                .contains("]]> &")
                .contains("\\u001b[31mred");
    }

    @Test
    void hostileNamesOfAnExplanationStayText() {
        String text = HtmlReport.render(ExplainedJudgements.hostile(folder), 1, List.of("out"));
        Document page = Dom.parse(text);

        assertThat(text).doesNotContain("<script", "<img", "\u001b", "\u0000", "\u202e");
        assertThat(Dom.byId(page, "e-hello").getTextContent())
                .contains("evil.example/</td><script>alert(1)</script>")
                .contains("@team/|pipes|")
                .contains("\\u202e");
    }

    @ParameterizedTest
    @MethodSource("sources")
    void thePageIsBuiltForScreenReaders(Source source) {
        Document page = Dom.parse(HtmlReport.render(source.of(folder), 1, List.of("out")));

        assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
        for (String landmark : List.of("header", "nav", "main", "footer", "h1")) {
            assertThat(Dom.all(page, landmark)).as(landmark).hasSize(1);
        }
        Set<String> ids = ids(page);
        for (Element element : Dom.all(page, "*")) {
            for (String name : element.getAttribute("aria-labelledby").split(" ")) {
                assertThat(name.isEmpty() || ids.contains(name)).as(name).isTrue();
            }
        }
        for (Element link : Dom.all(page, "a")) {
            assertThat(ids).contains(link.getAttribute("href").substring(1));
        }
        for (Element plot : Dom.all(page, "svg")) {
            if (plot.getAttribute("role").equals("img")) {
                assertThat(Dom.within(plot, "title").get(0).getTextContent()).isNotBlank();
                assertThat(Dom.within(plot, "desc").get(0).getTextContent()).isNotBlank();
            }
        }
        for (Element figure : Dom.all(page, "figure")) {
            assertThat(Dom.within(figure, "details")).hasSize(1);
            assertThat(Dom.within(figure, "table")).hasSize(2);
        }
        for (Element heading : Dom.all(page, "th")) {
            assertThat(heading.getAttribute("scope")).isIn("col", "row");
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void headingsStepDownOneLevelAtATime(Source source) {
        Document page = Dom.parse(HtmlReport.render(source.of(folder), 1, List.of("out")));

        List<Integer> levels = Dom.all(page, "*").stream()
                .map(Element::getTagName)
                .filter(tag -> tag.matches("h[1-6]"))
                .map(tag -> tag.charAt(1) - '0')
                .toList();
        assertThat(levels.get(0)).isEqualTo(1);
        assertThat(IntStream.range(1, levels.size()).map(i -> levels.get(i) - levels.get(i - 1)))
                .allMatch(step -> step <= 1);
    }

    /** The ids, each of which stands once. */
    private static Set<String> ids(Document page) {
        List<String> ids = Dom.all(page, "*").stream()
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toList());
        assertThat(ids).doesNotHaveDuplicates();
        return new HashSet<>(ids);
    }

    @Test
    @Tag("slow")
    void aLargeRunStaysASmallFile() {
        String page = HtmlReport.render(Pages.large(folder, 50, 1500), 0, List.of("out"));

        // 50 functions with two metrics each: 100 pairs of plots of about 20 kB, whatever the number of starts.
        assertThat(page.length()).isLessThan(2_500_000);
        assertThat(page).contains("1,500 cold starts, 400 of them drawn").contains("beyond the axis, up to ");
        double perStart = page.length()
                - HtmlReport.render(Pages.large(folder, 50, 750), 0, List.of("out"))
                        .length();
        assertThat(perStart / page.length()).isLessThan(.1);
    }
}
