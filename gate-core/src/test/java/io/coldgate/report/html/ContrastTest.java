package io.coldgate.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WCAG 2.2, level AA: 4.5 : 1 for text (1.4.3), 3 : 1 for what a plot is read by (1.4.11). */
class ContrastTest {
    private static final double TEXT = 4.5;
    private static final double GRAPHICS = 3;

    private record Pair(String front, String back, double least) {}

    private static final List<Pair> PAIRS = List.of(
            new Pair("text", "page", TEXT),
            new Pair("text", "panel", TEXT),
            new Pair("text", "open-wash", TEXT),
            new Pair("text", "fail-wash", TEXT),
            new Pair("muted", "page", TEXT),
            new Pair("muted", "panel", TEXT),
            new Pair("link", "page", TEXT),
            new Pair("link", "panel", TEXT),
            new Pair("pass", "panel", TEXT),
            new Pair("fail", "panel", TEXT),
            new Pair("open", "panel", TEXT),
            new Pair("candidate", "panel", TEXT),
            new Pair("baseline", "panel", TEXT),
            new Pair("on-badge", "pass", TEXT),
            new Pair("on-badge", "fail", TEXT),
            new Pair("on-badge", "open", TEXT),
            new Pair("on-badge", "muted", TEXT),
            new Pair("on-p0", "p0", TEXT),
            new Pair("on-p1", "p1", TEXT),
            new Pair("on-p2", "p2", TEXT),
            new Pair("on-p3", "p3", TEXT),
            new Pair("on-p4", "p4", TEXT),
            new Pair("on-p5", "p5", TEXT),
            new Pair("axis", "panel", GRAPHICS),
            new Pair("focus", "page", GRAPHICS),
            new Pair("focus", "panel", GRAPHICS),
            new Pair("open", "open-wash", GRAPHICS),
            new Pair("fail", "fail-wash", GRAPHICS));

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everyTextAndMarkStandsOutFromItsGround(String scheme) throws IOException {
        Map<String, String> colours = colours(scheme);

        assertThat(PAIRS)
                .allSatisfy(pair -> assertThat(contrast(colour(colours, pair.front()), colour(colours, pair.back())))
                        .as("%s: %s on %s", scheme, pair.front(), pair.back())
                        .isGreaterThanOrEqualTo(pair.least()));
    }

    private static String colour(Map<String, String> colours, String name) {
        return Objects.requireNonNull(colours.get(name), name);
    }

    /** The light scheme's colours; the dark one's in their stead where it has others. */
    private static Map<String, String> colours(String scheme) throws IOException {
        String css;
        try (InputStream in = ContrastTest.class.getResourceAsStream("report.css")) {
            css = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        int dark = css.indexOf("prefers-color-scheme: dark");
        Map<String, String> colours = new HashMap<>(parse(css.substring(0, dark)));
        if (scheme.equals("dark")) {
            Map<String, String> darkOnes = parse(css.substring(dark));
            assertThat(darkOnes.keySet()).isEqualTo(colours.keySet());
            colours.putAll(darkOnes);
        }
        return colours;
    }

    private static Map<String, String> parse(String css) {
        Map<String, String> colours = new HashMap<>();
        Matcher matcher = Pattern.compile("--([a-z0-9-]+): (#[0-9a-f]{6});").matcher(css);
        while (matcher.find()) {
            colours.put(matcher.group(1), matcher.group(2));
        }
        return colours;
    }

    private static double contrast(String a, String b) {
        double first = luminance(a);
        double second = luminance(b);
        return (Math.max(first, second) + .05) / (Math.min(first, second) + .05);
    }

    /** Relative luminance of WCAG 2.2. */
    private static double luminance(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return .2126 * linear(rgb >> 16) + .7152 * linear(rgb >> 8 & 255) + .0722 * linear(rgb & 255);
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= .04045 ? c / 12.92 : Math.pow((c + .055) / 1.055, 2.4);
    }
}
