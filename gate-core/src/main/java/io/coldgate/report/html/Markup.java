package io.coldgate.report.html;

import io.coldgate.unit.Printable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Writes HTML that is also well-formed XML. All text and attributes are escaped here and nowhere else, so no caller can
 * forget it; tags and attribute names are constants in the code.
 */
final class Markup {
    /** Elements followed by a line break, for people who read the source. */
    private static final Set<String> BLOCKS = Set.of(
            "html",
            "head",
            "title",
            "body",
            "header",
            "nav",
            "main",
            "section",
            "footer",
            "div",
            "p",
            "h1",
            "h2",
            "h3",
            "ul",
            "li",
            "dl",
            "table",
            "thead",
            "tbody",
            "tr",
            "caption",
            "figure",
            "figcaption",
            "details",
            "summary",
            "symbol",
            "pre",
            "meta",
            "link",
            "style");

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Starts the document. */
    Markup doctype() {
        out.append("<!DOCTYPE html>\n");
        return this;
    }

    /** Opens an element; attributes are alternating names and values. */
    Markup open(String tag, String... attributes) {
        start(tag, attributes);
        out.append('>');
        open.push(tag);
        return this;
    }

    /** Closes the innermost element, which must have this tag. */
    Markup close(String tag) {
        String innermost = open.pop();
        if (!innermost.equals(tag)) {
            throw new IllegalStateException("closing " + tag + " inside " + innermost);
        }
        out.append("</").append(tag).append('>');
        return endOfBlock(tag);
    }

    /** Writes an element without content. */
    Markup empty(String tag, String... attributes) {
        start(tag, attributes);
        out.append("/>");
        return endOfBlock(tag);
    }

    /** Writes an element that contains only text. */
    Markup element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    /** Writes text; line breaks and tabs are kept. */
    Markup text(String text) {
        escape(text, true);
        return this;
    }

    /** Writes the page's style sheet: a constant without markup of its own. */
    Markup style(String css) {
        if (css.indexOf('<') >= 0 || css.indexOf('&') >= 0) {
            throw new IllegalArgumentException("a style sheet with < or & in it");
        }
        open("style");
        out.append(css);
        return close("style");
    }

    /** Returns the document; every element must be closed. */
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open);
        }
        return out.toString();
    }

    private void start(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1], false);
            out.append('"');
        }
    }

    private Markup endOfBlock(String tag) {
        if (BLOCKS.contains(tag)) {
            out.append('\n');
        }
        return this;
    }

    private void escape(String text, boolean keepLines) {
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int c = text.codePointAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\n' -> out.append(keepLines ? '\n' : ' ');
                case '\t' -> out.append(keepLines ? '\t' : ' ');
                default -> {
                    if (Printable.isSafe(c)) {
                        out.appendCodePoint(c);
                    } else {
                        out.append(Printable.escape(Character.toString(c), 1));
                    }
                }
            }
        }
    }
}
