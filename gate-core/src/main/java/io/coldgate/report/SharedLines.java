package io.coldgate.report;

import static io.coldgate.report.ExplanationFigures.count;

import io.coldgate.explain.SharedAdvice;
import io.coldgate.explain.SharedCause;
import io.coldgate.explain.SharedCause.Range;
import io.coldgate.explain.SharedFindings;
import io.coldgate.unit.Counted;
import java.util.ArrayList;
import java.util.List;

/** Findings that several functions share, for people: the causes, stated once, and what to do. */
public final class SharedLines {
    /** The length of a list of functions, which must leave room in a line; a repository may have hundreds. */
    private static final int LONGEST_NAMES = 200;

    private static final int MOST_CAUSES = 8;
    private static final String INDENT = ExplanationText.INDENT;

    private SharedLines() {}

    /** Returns the lines of a block for the terminal. */
    static List<String> of(SharedFindings.Group group) {
        List<String> lines = new ArrayList<>();
        lines.add(heading(group) + ": " + names(group.functions()));
        if (!group.causes().isEmpty()) {
            group.causes().stream().limit(MOST_CAUSES).forEach(cause -> SlowerLines.add(cause, lines));
            int more = group.causes().size() - MOST_CAUSES;
            if (more > 0) {
                lines.add(INDENT + "and " + Counted.of(more, "more package"));
            }
            if (!group.advice().isEmpty()) {
                lines.add(ExplanationText.TO_DO);
            }
        }
        group.advice().forEach(advice -> lines.add(INDENT + advice(group, advice)));
        return lines;
    }

    /** Returns a few lines for a comment; the heading is not among them. */
    static List<String> summary(SharedFindings.Group group) {
        List<String> lines = new ArrayList<>();
        group.causes().stream().limit(2).forEach(shared -> {
            String chain = shared.cause().chain().isEmpty() ? "" : " (" + SlowerLines.chain(shared.cause()) + ")";
            lines.add(change(shared.nanos()) + " " + shared.cause().packageName() + ": "
                    + SlowerLines.what(shared.cause(), allocs(shared)) + chain);
        });
        group.advice().stream().limit(2).forEach(advice -> lines.add("what to do: " + advice(group, advice)));
        return ExplanationText.escaped(lines);
    }

    /** Returns the heading: {@code The same cause in 7 functions}. */
    public static String heading(SharedFindings.Group group) {
        String functions = Counted.of(group.functions().size(), "function");
        return switch (group.causes().size()) {
            case 0 -> "The same advice for " + functions;
            case 1 -> "The same cause in " + functions;
            default -> "The same causes in " + functions;
        };
    }

    /** Returns the functions' names, as many as a reader wants to see. */
    public static String names(List<String> functions) {
        StringBuilder names = new StringBuilder(functions.get(0));
        for (int i = 1; i < functions.size(); i++) {
            String next = ", " + functions.get(i);
            if (names.length() + next.length() > LONGEST_NAMES) {
                return names + " and " + (functions.size() - i) + " more";
            }
            names.append(next);
        }
        return names.toString();
    }

    /** Returns the additional time: {@code +4.31 to +5.45 ms}. */
    public static String change(Range nanos) {
        String least = ExplanationFigures.change(nanos.least());
        String most = ExplanationFigures.change(nanos.most());
        return least.equals(most) ? most : least + " to " + most;
    }

    /** Returns the additional allocations: {@code +8,540 to +8,557 allocs}; empty if there are none. */
    public static String allocs(SharedCause shared) {
        String least = signed((long) shared.allocs().least());
        String most = signed((long) shared.allocs().most());
        if (shared.allocs().most() == 0 && shared.allocs().least() == 0) {
            return "";
        }
        return (least.equals(most) ? most : least + " to " + most) + " allocs";
    }

    static String signed(long count) {
        return (count < 0 ? "" : "+") + count(count);
    }

    /** Returns the functions that advice is for, if these are not all of its group, and where its evidence is from. */
    private static String advice(SharedFindings.Group group, SharedAdvice advice) {
        boolean all = advice.functions().size() == group.functions().size();
        String in = all ? "" : "in " + names(advice.functions()) + ": ";
        return in + ExplanationText.advice(advice.advice(), "in " + advice.seenIn() + ", ");
    }
}
