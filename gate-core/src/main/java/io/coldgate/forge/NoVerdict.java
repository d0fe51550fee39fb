package io.coldgate.forge;

import io.coldgate.unit.Printable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The text that is shown when the gate ended without a report: its last output. */
public final class NoVerdict {
    private static final int LINES = 40;
    private static final int LONGEST_LINE = 400;

    /** The space reserved for the headline and the links. */
    private static final int RESERVE = 3000;

    private NoVerdict() {}

    /**
     * Returns the text in Markdown.
     *
     * @param exitCode the gate's exit code
     * @param log its output on standard error
     * @param limit largest size, in bytes of UTF-8: the last lines are kept
     */
    public static String render(int exitCode, String log, Links links, int limit) {
        StringBuilder out = new StringBuilder("### ❗ Coldgate: no verdict, ")
                .append(cause(exitCode))
                .append("\n\nNo budget was decided.\n\n");
        last(log, limit - RESERVE).forEach(out::append);
        List<String> parts = new ArrayList<>();
        links.run().ifPresent(run -> parts.add("[" + links.page() + "](" + run + ")"));
        return out.append(parts.isEmpty() ? "" : "\n<sub>" + parts.get(0) + "</sub>\n")
                .toString();
    }

    /** Returns an indented block, which Markdown does not interpret, and which its content cannot end. */
    private static List<String> last(String log, int limit) {
        List<String> lines = log.lines().filter(line -> !line.isBlank()).toList();
        Deque<String> last = new ArrayDeque<>();
        int size = 0;
        for (int i = lines.size() - 1; i >= 0 && last.size() < LINES; i--) {
            String line = "    " + Printable.escape(lines.get(i), LONGEST_LINE) + "\n";
            size += line.getBytes(StandardCharsets.UTF_8).length;
            if (size > limit) {
                break;
            }
            last.addFirst(line);
        }
        return List.copyOf(last);
    }

    private static String cause(int exitCode) {
        return switch (exitCode) {
            case 2 -> "wrong usage or configuration";
            case 130 -> "interrupted";
            default -> "could not measure";
        };
    }
}
