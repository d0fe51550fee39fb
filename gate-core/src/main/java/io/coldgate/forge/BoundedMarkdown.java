package io.coldgate.forge;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A Markdown text whose sections keep it below a size: it says where the lines are that did not fit. */
final class BoundedMarkdown {
    /** The end of the text and the word about what was left out. */
    private static final int RESERVE = 2000;

    private final StringBuilder out = new StringBuilder();
    private final Links links;
    private final int limit;

    /**
     * An empty text.
     *
     * @param links where the rest is
     * @param limit largest size, in bytes of UTF-8
     */
    BoundedMarkdown(Links links, int limit) {
        this.links = links;
        this.limit = limit;
    }

    /** Appends what must not be left out. */
    void append(String text) {
        out.append(text);
    }

    /**
     * Appends as many of the lines as fit; nothing where not even the head does.
     *
     * @param foot what stands behind the lines; empty for an empty line
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

    /** Returns the item that ends a list before its end; nothing where nothing is left out. */
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
