package io.coldgate.forge;

import static io.coldgate.unit.MarkdownText.escape;

import io.coldgate.report.document.CheckEntry;
import io.coldgate.report.document.ExplanationEntry;
import io.coldgate.report.document.ReportDocument;
import io.coldgate.report.document.SharedEntry;
import io.coldgate.unit.MarkdownText;
import io.coldgate.unit.Printable;
import io.coldgate.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Explanations of the functions of failed checks: the summary of each, as items of a list. */
final class ExplainedLines {
    /** The maximum number of lines of a summary. */
    private static final int MOST_LINES = 5;

    private static final int MOST_FUNCTIONS = 8;
    private static final int MOST_SHARED = 3;
    private static final int MOST_NAMES = 20;
    private static final int LONGEST = 400;

    private ExplainedLines() {}

    static List<String> of(ReportDocument report) {
        List<String> lines = new ArrayList<>();
        shared(report).limit(MOST_SHARED).forEach(each -> shared(each, lines));
        failed(report).limit(MOST_FUNCTIONS).forEach(explanation -> lines(explanation, lines));
        return lines;
    }

    /** Returns the number of functions that are left out. */
    static int left(ReportDocument report) {
        return (int) failed(report).skip(MOST_FUNCTIONS).count();
    }

    private static Stream<ExplanationEntry> failed(ReportDocument report) {
        return report.worstFirst().stream()
                .filter(check -> check.verdict() == Verdict.FAIL)
                .map(CheckEntry::function)
                .distinct()
                .flatMap(function -> report.explanation(function).stream());
    }

    private static Stream<SharedEntry> shared(ReportDocument report) {
        Set<String> failed = failed(report).map(ExplanationEntry::function).collect(Collectors.toSet());
        return report.shared().stream().filter(each -> each.functions().stream().anyMatch(failed::contains));
    }

    /** Adds what several functions have in common, which their own lines only refer to. */
    private static void shared(SharedEntry entry, List<String> lines) {
        lines.add("- **" + escape(entry.heading()) + "**: " + escape(names(entry.functions())) + "\n");
        entry.summary().stream()
                .limit(MOST_LINES)
                .map(line -> MarkdownText.item(Printable.escape(line, LONGEST)))
                .forEach(lines::add);
    }

    private static String names(List<String> functions) {
        int more = functions.size() - MOST_NAMES;
        return String.join(", ", functions.subList(0, Math.min(MOST_NAMES, functions.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private static void lines(ExplanationEntry explanation, List<String> lines) {
        List<String> summary = explanation.summary().stream()
                .limit(MOST_LINES)
                .map(line -> Printable.escape(line, LONGEST))
                .toList();
        if (summary.isEmpty()) {
            return;
        }
        String name = explanation.function() + ": ";
        String first = summary.get(0);
        lines.add("- **" + escape(explanation.function()) + "**: "
                + escape(first.startsWith(name) ? first.substring(name.length()) : first) + "\n");
        summary.stream().skip(1).map(MarkdownText::item).forEach(lines::add);
    }
}
