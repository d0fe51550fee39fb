package io.coldgate.forge;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A Markdown text of bounded size: its sections say where to find the lines that did not fit. */
final class BoundedMarkdown {
    /** The space reserved for the end of the text and the notes on omitted lines. */
    private static final int RESERVE = 2000;

    private final StringBuilder out = new StringBuilder();
    private final Links links;
    private final int limit;

    /**
     * An empty text.
     *
     * @param links links to the rest
     * @param limit largest size, in bytes of UTF-8
     */
    BoundedMarkdown(Links links, int limit) {
        this.links = links;
        this.limit = limit;
    }

    /** Appends text that must not be left out. */
    void append(String text) {
        out.append(text);
    }

    /**
     * Appends as many of the lines as fit; nothing if not even the head fits.
     *
     * @param foot the text after the lines; empty for an empty line
     */
    void section(String head, List<String> lines, String foot) {
        int size = bytes(out) + bytes(head) + bytes(foot) + RESERVE;
        if (size > limit) {
            return;
        }
        out.append(head);
        int written = 0;
        for (String line : lines) {
            size += bytes(line);
            if (size > limit) {
                break;
            }
            out.append(line);
            written++;
        }
        if (written < lines.size()) {
            int left = lines.size() - written;
            out.append("\n… ")
                    .append(left == 1 ? "1 more line is" : left + " more lines are")
                    .append(" left out: ")
                    .append(whereRest())
                    .append('\n');
        }
        out.append(foot.isEmpty() ? "\n" : foot);
    }

    /** Returns an item that marks the end of an incomplete list; nothing if the list is complete. */
    List<String> rest(int left) {
        return left <= 0 ? List.of() : List.of("- … " + left + " more: " + whereAll() + "\n");
    }

    private String whereRest() {
        return links.artifact().isPresent()
                ? whereAll()
                : links.run()
                        .map(run -> "[the " + links.page() + "](" + run + ") has more")
                        .orElse(whereAll());
    }

    private String whereAll() {
        return links.artifact()
                .map(artifact -> "[the run's files](" + artifact + ") have all of them")
                .orElse("report.json has all of them");
    }

    private static int bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /** Returns the text. */
    @Override
    public String toString() {
        return out.toString();
    }
}
