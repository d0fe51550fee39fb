package io.coldgate.forge;

import io.coldgate.unit.Printable;
import java.util.ArrayList;
import java.util.List;

/** The text that is shown when the gate ended without a report: what it said last. */
public final class NoVerdict {
    private static final int LINES = 40;
    private static final int LONGEST_LINE = 400;

    private NoVerdict() {}

    /**
     * Returns the text in Markdown.
     *
     * @param exitCode what the gate ended with
     * @param log what it printed on standard error
     */
    public static String render(int exitCode, String log, Links links) {
        StringBuilder out = new StringBuilder("### ❗ Coldgate: no verdict, ")
                .append(cause(exitCode))
                .append("\n\nNo budget was decided.\n\n");
        List<String> lines = log.lines().filter(line -> !line.isBlank()).toList();
        // An indented block: nothing in it is Markdown, and nothing in it can end it.
        lines.subList(Math.max(0, lines.size() - LINES), lines.size())
                .forEach(line -> out.append("    ")
                        .append(Printable.escape(line, LONGEST_LINE))
                        .append('\n'));
        List<String> parts = new ArrayList<>();
        links.run().ifPresent(run -> parts.add("[" + links.page() + "](" + run + ")"));
        return out.append(parts.isEmpty() ? "" : "\n<sub>" + parts.get(0) + "</sub>\n")
                .toString();
    }

    private static String cause(int exitCode) {
        return switch (exitCode) {
            case 2 -> "wrong usage or configuration";
            case 130 -> "interrupted";
            default -> "could not measure";
        };
    }
}
