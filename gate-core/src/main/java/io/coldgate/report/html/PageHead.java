package io.coldgate.report.html;

import io.coldgate.unit.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * The head of every page: one style sheet, and a content security policy that allows only this style sheet and the
 * page's own icon.
 */
final class PageHead {
    private PageHead() {}

    static void draw(Markup out, String title, String icon, String style) {
        draw(out, title, icon, style, Map.of());
    }

    /**
     * Writes the head.
     *
     * @param instructions further instructions for the browser: values of {@code meta} by their {@code http-equiv}
     */
    static void draw(Markup out, String title, String icon, String style, Map<String, String> instructions) {
        out.open("head").empty("meta", "charset", "utf-8");
        out.empty(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; style-src 'sha256-" + sha256(style)
                        + "'; img-src data:; base-uri 'none'; form-action 'none'");
        instructions.forEach((name, value) -> out.empty("meta", "http-equiv", name, "content", value));
        out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        out.empty("meta", "name", "color-scheme", "content", "light dark");
        out.empty("meta", "name", "referrer", "content", "no-referrer");
        out.element("title", title);
        out.empty("link", "rel", "icon", "href", icon);
        out.style(style).close("head");
    }

    /** Returns a style sheet of this package. */
    static String read(String name) {
        try (InputStream in = Objects.requireNonNull(PageHead.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        return Sha256.base64(text.getBytes(StandardCharsets.UTF_8));
    }
}
