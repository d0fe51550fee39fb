package io.coldgate.report;

import static io.coldgate.report.ExplanationFigures.change;
import static io.coldgate.report.ExplanationFigures.file;
import static io.coldgate.report.ExplanationFigures.newWord;

import io.coldgate.explain.Explanation;
import io.coldgate.explain.GrownPhase;
import io.coldgate.explain.SharedCause;
import io.coldgate.explain.SharedFindings;
import io.coldgate.explain.Slower;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The packages and phases that got slower than in the baseline, and the imports that brought packages in. */
final class SlowerLines {
    private static final String INDENT = ExplanationText.INDENT;

    private SlowerLines() {}

    /** Adds the section, if there is a baseline. */
    static void add(Explanation explanation, SharedFindings shared, List<String> lines) {
        if (explanation.baseline().isEmpty()) {
            return;
        }
        if (explanation.slower().isEmpty() && explanation.grown().isEmpty()) {
            lines.add("No evidence that any package got slower than the baseline's");
            return;
        }
        lines.add("Slower than the baseline");
        for (Slower each : explanation.slower()) {
            int functions = shared.functions(explanation.function(), each);
            if (functions > 1) {
                lines.add(line(change(each.nanos()), each) + same(functions));
            } else {
                lines.add(line(change(each.nanos()), each) + what(each));
                chainLine(each).ifPresent(lines::add);
            }
        }
        explanation.grown().forEach(each -> lines.add(INDENT + phase(each, "  ", explanation)));
    }

    /** Returns a phase that takes longer: {@code +13.5 ms  process start}. */
    static String phase(GrownPhase grown, String gap, Explanation explanation) {
        return change(grown.nanos()) + gap + PhaseLines.name(grown.phase(), explanation);
    }

    private static String line(String change, Slower slower) {
        return INDENT + change + "  " + slower.packageName() + "  ";
    }

    private static Optional<String> chainLine(Slower slower) {
        return slower.chain().isEmpty() ? Optional.empty() : Optional.of(INDENT + INDENT + INDENT + chain(slower));
    }

    /** Returns the reference to a cause that is stated once for all functions that have it. */
    static String same(int functions) {
        return "the same cause in " + functions + " functions";
    }

    /**
     * Returns a cause in a clause.
     *
     * @param functions the number of functions that have it
     */
    static String summary(Slower slower, int functions) {
        if (functions > 1) {
            return same(functions);
        }
        return what(slower) + (slower.chain().isEmpty() ? "" : " (" + chain(slower) + ")");
    }

    /** Adds a cause that several functions share. */
    static void add(SharedCause shared, List<String> lines) {
        lines.add(line(SharedLines.change(shared.nanos()), shared.cause())
                + what(shared.cause(), SharedLines.allocs(shared)));
        chainLine(shared.cause()).ifPresent(lines::add);
    }

    /** Returns what is known about the cause: what is new, and where. */
    static String what(Slower slower) {
        boolean counted = slower.allocs() != 0 || slower.bytes() != 0;
        return what(slower, counted ? SharedLines.signed(slower.allocs()) + " allocs" : "");
    }

    /**
     * Returns the same of one or several functions.
     *
     * @param allocs their additional allocations; empty if there are none
     */
    static String what(Slower slower, String allocs) {
        if (slower.kind() == Slower.Kind.VICTIM) {
            return "allocs as before: a garbage collection now falls here";
        }
        List<String> parts = new ArrayList<>();
        if (slower.isNew()) {
            parts.add(newWord(slower));
        }
        slower.version().ifPresent(version -> parts.add(version.from() + " → " + version.to()));
        if (!allocs.isEmpty()) {
            parts.add(allocs);
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
