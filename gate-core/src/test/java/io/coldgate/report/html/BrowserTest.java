package io.coldgate.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.history.FiledRunMaker;
import io.coldgate.report.ExplainedJudgements;
import io.coldgate.report.Judgement;
import io.coldgate.report.Judgements;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.logging.LogType;

/** The page in a real browser; its pictures are left in {@code target/report-pictures}. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTest {
    private static final Path PICTURES = Path.of("target/report-pictures");

    /** A4 less the page's margins, in CSS pixels of 1/96 inch. */
    private static final int PAPER_WIDTH = 703;

    private static final int PAPER_HEIGHT = 1016;

    /** Opens what can be opened, so that all of the page is looked at. */
    private static final String OPEN_ALL = "document.querySelectorAll('details').forEach(d => d.open = true);";

    private Path folder;
    private Browser browser;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        assumeTrue(Browser.isThere(), Browser.MISSING);
        browser = Browser.start(folder.resolve("profile"));
        write("small", Pages.small(folder));
        write("everything", Judgements.ofEverything(folder));
        write("hostile", Judgements.hostile(folder));
        write("tools", Pages.ofOtherTools());
        write("odd", OddPages.longFigures(folder));
        write("explained", ExplainedJudgements.twoFunctions(folder));
        write("explained-hostile", ExplainedJudgements.hostile(folder));
        Files.writeString(
                page("history"),
                HistoryPage.render(FiledRunMaker.view(FiledRunMaker.storyWithIncidents()), "branch h", "0.1.0"));
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    private void write(String name, Judgement judgement) throws IOException {
        Files.writeString(page(name), HtmlReport.render(judgement, 1, List.of("target/coldgate")));
    }

    private Path page(String name) {
        return folder.resolve(name + ".html");
    }

    @ParameterizedTest
    @CsvSource({
        "small, 320, light",
        "small, 1280, dark",
        "everything, 320, dark",
        "everything, 768, light",
        "everything, 1280, light",
        "hostile, 320, light",
        "tools, 320, light",
        "tools, 1280, light",
        "odd, 320, dark",
        "odd, 1024, light",
        "odd, 1280, light",
        "explained, 320, dark",
        "explained, 390, light",
        "explained, 768, light",
        "explained, 1280, light",
        "explained, 1280, dark",
        "explained-hostile, 390, light",
        "explained-hostile, 1280, light",
        "history, 320, light",
        "history, 390, dark",
        "history, 1280, light"
    })
    void nothingIsWiderThanThePageOrOutsideOfIt(String name, int width, String scheme) throws IOException {
        browser.show(page(name), width, scheme, "screen");

        browser.picture(PICTURES.resolve(name + "-" + width + "-" + scheme + ".png"));
        assertThat(browser.script(OPEN_ALL + "return document.documentElement.scrollWidth", Long.class))
                .isLessThanOrEqualTo(width);
        assertThat(browser.texts("""
                return [...document.querySelectorAll('section table')].filter(t =>
                  t.getBoundingClientRect().right > t.closest('section').getBoundingClientRect().right
                    - parseFloat(getComputedStyle(t.closest('section')).paddingRight) + 1
                ).map(t => 'beyond its section: ' + t.textContent)""")).isEmpty();
        assertThat(browser.texts("""
                return [...document.querySelectorAll('svg.plot text, svg.plot rect, td, th, p, code, span, li, pre, dd, h1, h2, h3')].filter(e => {
                  const r = e.getBoundingClientRect();
                  return r.width > 1 && (r.left < -1 || r.right > innerWidth + 1) && !e.closest('thead[role]') && !e.matches('.unseen');
                }).map(e => e.textContent)""")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"small, 320", "everything, 320", "tools, 320", "small, 1280", "everything, 1280", "tools, 1280"})
    void noNumberOfAnAxisLiesOnAnother(String name, int width) {
        browser.show(page(name), width, "light", "screen");

        assertThat(browser.texts("""
                const found = [];
                for (const plot of document.querySelectorAll('svg.plot')) {
                  const ticks = [...plot.querySelectorAll('text.tick')].filter(t => t.getBoundingClientRect().width > 0);
                  for (let i = 0; i < ticks.length; i++) for (let j = i + 1; j < ticks.length; j++) {
                    const a = ticks[i].getBoundingClientRect(), b = ticks[j].getBoundingClientRect();
                    if (a.left < b.right && b.left < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom)
                      found.push(ticks[i].textContent + ' on ' + ticks[j].textContent);
                  }
                }
                return found""")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "small, 320",
        "small, 390",
        "small, 1280",
        "everything, 390",
        "everything, 1280",
        "tools, 390",
        "tools, 1280",
        "explained, 390",
        "explained, 1280"
    })
    void noLabelOfALimitLiesOnAPoint(String name, int width) throws IOException {
        browser.show(page(name), width, "light", "screen");

        browser.picture(PICTURES.resolve("labels-" + name + "-" + width + ".png"));
        assertThat(browser.texts("""
                const found = []; let looked = 0;
                for (const plot of document.querySelectorAll('svg.plot')) {
                  const labels = [...plot.querySelectorAll('text.label')].map(t => [t.getBoundingClientRect(), t.textContent]);
                  for (const path of plot.querySelectorAll('path.points')) {
                    const at = path.getScreenCTM();
                    for (const m of path.getAttribute('d').matchAll(/M\\s*([-0-9.]+)[ ,]+([-0-9.]+)/g)) {
                      const p = new DOMPoint(Number(m[1]), Number(m[2])).matrixTransform(at);
                      looked++;
                      for (const [box, text] of labels)
                        if (p.x > box.left && p.x < box.right && p.y > box.top + 2 && p.y < box.bottom - 2)
                          found.push(text + ' on a point');
                    }
                  }
                }
                return looked > 10 ? found : ['nothing to look at']""")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 390, 768, 1280})
    void noTextOfAnExplanationLiesOnAnother(int width) {
        for (String name : List.of("explained", "explained-hostile")) {
            browser.show(page(name), width, "light", "screen");

            assertThat(browser.texts("""
                    const found = [], boxes = [];
                    const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
                    while (texts.nextNode()) {
                      const text = texts.currentNode, e = text.parentElement;
                      if (!text.data.trim() || !e.closest('.explanation') || e.closest('title, desc, thead[role]')) continue;
                      const range = document.createRange();
                      range.selectNodeContents(text);
                      for (const box of range.getClientRects()) if (box.width > 0) boxes.push([box, text.data]);
                    }
                    for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < boxes.length; j++) {
                      const [a, one] = boxes[i], [b, other] = boxes[j];
                      if (a.left + 1 < b.right && b.left + 1 < a.right && a.top + 4 < b.bottom && b.top + 4 < a.bottom)
                        found.push(one + ' on ' + other);
                    }
                    for (const number of document.querySelectorAll('.explanation svg.plot text.in')) {
                      const text = number.getBoundingClientRect(), part = number.previousElementSibling.getBoundingClientRect();
                      if (text.left < part.left || text.right > part.right) found.push(number.textContent + ' over its part');
                    }
                    return boxes.length > 50 ? found : ['nothing to look at']""")).as(name).isEmpty();
        }
    }

    @Test
    void anExplanationFitsOnPaper() throws IOException {
        browser.show(page("explained"), PAPER_WIDTH, "dark", "print");

        browser.picture(PICTURES.resolve("explained-paper.png"));
        assertThat(browser.script("return document.documentElement.scrollWidth", Long.class))
                .isLessThanOrEqualTo(PAPER_WIDTH);
        assertThat(browser.texts("""
                return [...document.querySelectorAll('.explanation td, .explanation th, .explanation p')].filter(e => {
                  const r = e.getBoundingClientRect();
                  return r.right > innerWidth + 1 || r.left < -1;
                }).map(e => e.textContent)""")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "everything, light",
        "everything, dark",
        "explained, light",
        "explained, dark",
        "history, light",
        "history, dark"
    })
    void everyTextStandsOutFromItsGround(String name, String scheme) {
        browser.show(page(name), 1280, scheme, "screen");

        assertThat(browser.script("return getComputedStyle(document.documentElement).backgroundColor", String.class))
                .isEqualTo(scheme.equals("dark") ? "rgb(16, 20, 26)" : "rgb(246, 247, 249)");
        assertThat(browser.texts(OPEN_ALL + """
                const channel = c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4;
                const luminance = c => { const [r, g, b] = c.match(/[0-9.]+/g).map(Number);
                  return .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b); };
                const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
                  if (!c.startsWith('rgba(0, 0, 0, 0')) return c; } return 'rgb(255, 255, 255)'; };
                const found = [];
                const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                while (texts.nextNode()) {
                  const e = texts.currentNode.parentElement;
                  if (!texts.currentNode.data.trim() || e.closest('title, desc, .in, .skip')) continue;
                  const css = getComputedStyle(e), front = e instanceof SVGElement ? css.fill : css.color;
                  const a = luminance(front), b = luminance(ground(e));
                  const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
                  if (contrast < 4.5) found.push(contrast.toFixed(2) + ' ' + texts.currentNode.data);
                }
                return found""")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "everything", "hostile", "history"})
    void thePageAsksForNothingAndComplainsOfNothing(String name) throws IOException {
        browser.log(LogType.BROWSER);
        browser.log(LogType.PERFORMANCE);
        browser.show(page(name), 1280, "light", "screen");

        assertThat(browser.log(LogType.BROWSER)).isEmpty();
        List<String> asked = new ArrayList<>();
        for (String entry : browser.log(LogType.PERFORMANCE)) {
            JsonNode message = new ObjectMapper().readTree(entry).path("message");
            if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                asked.add(message.at("/params/request/url").asText());
            }
        }
        assertThat(asked).contains(page(name).toUri().toString()).allMatch(url -> url.startsWith("file:"));
        assertThat(asked.stream().distinct()).hasSize(1);
        assertThat(browser.script("return document.scripts.length", Long.class)).isZero();
        assertThat(browser.script("return getComputedStyle(document.querySelector('.badge')).display", String.class))
                .as("the security policy lets the page's own style sheet through")
                .isEqualTo("inline-flex");
    }

    @Test
    void theKeyboardReachesEverythingInOrderAndIsNeverCaught() {
        browser.show(page("small"), 1280, "light", "screen");
        String focusable = "a[href], summary, [tabindex]";
        long count = browser.script("return document.querySelectorAll('" + focusable + "').length", Long.class);

        browser.press(Keys.TAB);
        assertThat(focused()).isEqualTo("0");
        assertThat(browser.script("return document.activeElement.getBoundingClientRect().left", Number.class)
                        .doubleValue())
                .as("the skip link is seen when it has the focus")
                .isNotNegative();
        List<String> order = new ArrayList<>(List.of(focused()));
        for (int i = 1; i < count; i++) {
            browser.press(Keys.TAB);
            order.add(focused());
        }
        assertThat(order)
                .isEqualTo(LongStream.range(0, count).mapToObj(Long::toString).toList());

        browser.script("document.querySelector('summary').focus()", Object.class);
        browser.press(Keys.ENTER);
        assertThat(browser.script("return document.querySelector('details').open", Boolean.class))
                .isTrue();
        browser.script("document.querySelector('.skip').focus()", Object.class);
        browser.press(Keys.ENTER);
        assertThat(browser.script("return location.hash", String.class)).isEqualTo("#checks");
    }

    private String focused() {
        return String.valueOf(browser.script(
                "return [...document.querySelectorAll('a[href], summary, [tabindex]')].indexOf(document.activeElement)",
                Long.class));
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 1280})
    void aScreenReaderFindsTheTableAndANameForEveryPicture(int width) {
        browser.show(page("small"), width, "light", "screen");

        JsonNode nodes = new ObjectMapper()
                .valueToTree(browser.command("Accessibility.getFullAXTree"))
                .path("nodes");
        List<String> pictures = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        int rows = 0;
        for (JsonNode node : nodes) {
            String name = node.at("/name/value").asText();
            switch (node.at("/role/value").asText()) {
                case "image", "img" -> pictures.add(name);
                case "columnheader" -> columns.add(name);
                case "row" -> rows++;
                default -> {}
            }
        }
        assertThat(pictures).hasSizeGreaterThan(5).doesNotContain("");
        assertThat(columns).startsWith("Verdict", "Check", "Measured", "Interval 95 %", "Budget");
        assertThat(rows).isGreaterThanOrEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"odd", "everything", "small"})
    void noFigureOfACheckLiesOnAnotherOnPaper(String name) {
        browser.show(page(name), PAPER_WIDTH, "light", "print");

        assertThat(browser.texts("""
                return [...document.querySelectorAll('.checks tbody td.number')].filter(cell => {
                  const text = document.createRange();
                  text.selectNodeContents(cell);
                  const box = cell.getBoundingClientRect(), inner = text.getBoundingClientRect();
                  return inner.width > 0 && (inner.left < box.left - 1 || inner.right > box.right + 1);
                }).map(cell => cell.textContent)""")).isEmpty();
    }

    @Test
    void paperShowsEveryPlotWholeInLightColours() throws IOException {
        browser.show(page("everything"), PAPER_WIDTH, "dark", "print");

        browser.picture(PICTURES.resolve("everything-paper.png"));
        assertThat(browser.script("return document.documentElement.scrollWidth", Long.class))
                .isLessThanOrEqualTo(PAPER_WIDTH);
        assertThat(browser.script("return getComputedStyle(document.body).color", String.class))
                .as("light colours on paper, whatever the screen has")
                .isEqualTo("rgb(24, 32, 43)");
        assertThat(browser.texts("return [...document.querySelectorAll('figure, .columns > div, .checks tr')]"
                        + ".filter(f => f.getBoundingClientRect().height > " + PAPER_HEIGHT
                        + ").map(f => f.textContent)"))
                .isEmpty();

        assertThat(browser.texts("""
                return [...document.querySelectorAll('.checks tbody tr')].filter(row => {
                  const [verdict, check, measured] = ['.badge', '.check', '.strong']
                      .map(css => row.querySelector(css).getBoundingClientRect());
                  return verdict.right > check.left || check.right > measured.left;
                }).map(row => row.textContent)""")).as("cells on each other").isEmpty();

        browser.print(PICTURES.resolve("everything.pdf"));
        String pdf = Files.readString(PICTURES.resolve("everything.pdf"), StandardCharsets.ISO_8859_1);
        assertThat(Pattern.compile("/MediaBox \\[0 0 59[45][0-9.]* 84[12][0-9.]*\\]")
                        .matcher(pdf)
                        .find())
                .as("A4")
                .isTrue();
        // Six functions, four of them with a plot: between a tight and a loose setting of fonts.
        assertThat(Pattern.compile("/Type /Page\\b(?!s)").matcher(pdf).results().count())
                .isBetween(3L, 9L);
    }

    @Test
    void theReportOfALargeRunOpens() throws IOException {
        Files.writeString(page("large"), HtmlReport.render(Pages.large(folder, 20, 600), 0, List.of("out")));
        browser.show(page("large"), 1280, "light", "screen");

        assertThat(browser.script("return document.querySelectorAll('figure').length", Long.class))
                .isEqualTo(40);
        assertThat(Map.of("width", browser.script("return document.documentElement.scrollWidth", Long.class)))
                .containsEntry("width", 1280L);
    }
}
