package io.coldgate.report;

import io.coldgate.sample.ToolResults;
import io.coldgate.unit.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lines about other tools' results, apart from their verdicts. */
final class ImportedText {
    private static final int LONGEST_LINE = 500;

    private ImportedText() {}

    /** Returns lines for a terminal: a heading, and a line for each source and each note; nothing without results. */
    static List<String> lines(Judgement judgement) {
        List<String> lines = new ArrayList<>();
        for (String fact : facts(judgement)) {
            lines.add("  " + Printable.lines(fact, LONGEST_LINE));
        }
        if (!lines.isEmpty()) {
            lines.add(0, "");
            lines.add(1, "Results of other tools");
        }
        return lines;
    }

    /** Returns a line for each source and for each of its notes. */
    static List<String> facts(Judgement judgement) {
        List<String> lines = new ArrayList<>();
        for (ToolResults results : judgement.build().imported()) {
            String facts = results.facts().entrySet().stream()
                    .map(fact -> fact.getKey() + " " + fact.getValue())
                    .collect(Collectors.joining(", "));
            lines.add(results.source().shown() + ": " + results.problem().orElse(facts.isEmpty() ? "read" : facts));
            results.notes().forEach(note -> lines.add(results.source().shown() + ": " + note));
        }
        return lines;
    }
}
