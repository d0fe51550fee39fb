package io.coldgate.report;

import static io.coldgate.report.ExplanationFigures.change;
import static io.coldgate.report.ExplanationFigures.count;
import static io.coldgate.report.ExplanationFigures.file;
import static io.coldgate.report.ExplanationFigures.newWord;

import io.coldgate.explain.Explanation;
import io.coldgate.explain.Slower;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The packages that got slower than in the baseline, and the imports that brought them in. */
final class SlowerLines {
    private static final String INDENT = ExplanationText.INDENT;

    private SlowerLines() {}

    /** Adds the section, if there is a baseline. */
    static void add(Explanation explanation, List<String> lines) {
        if (explanation.baseline().isEmpty()) {
            return;
        }
        if (explanation.slower().isEmpty()) {
            lines.add("No evidence that any package got slower than the baseline's");
            return;
        }
        lines.add("Slower than the baseline");
        for (Slower each : explanation.slower()) {
            lines.add(INDENT + change(each.nanos()) + "  " + each.packageName() + "  " + what(each));
            if (!each.chain().isEmpty()) {
                lines.add(INDENT + INDENT + INDENT + chain(each));
            }
        }
    }

    /** Returns what is known about the cause: what is new, and where. */
    static String what(Slower slower) {
        if (slower.kind() == Slower.Kind.VICTIM) {
            return "allocs as before: a garbage collection now falls here";
        }
        List<String> parts = new ArrayList<>();
        if (slower.isNew()) {
            parts.add(newWord(slower));
        }
        slower.version().ifPresent(version -> parts.add(version.from() + " → " + version.to()));
        if (slower.allocs() != 0 || slower.bytes() != 0) {
            parts.add((slower.allocs() < 0 ? "" : "+") + count(slower.allocs()) + " allocs");
        }
        String at = slower.at().isEmpty() ? "" : "  at " + file(slower.at());
        return String.join("; ", parts) + at;
    }

    /** Returns the imports that brought a package in. */
    static String chain(Slower slower) {
        String chain =
                slower.chain().stream().map(ExplanationFigures::shortened).collect(Collectors.joining(" → "));
        return slower.importedAt().isEmpty()
                ? chain
                : chain + ", imported at " + slower.importedAt() + (slower.importIsNew() ? ", new in this change" : "");
    }
}
