package io.coldgate.report.html;

import io.coldgate.explain.Advice;
import io.coldgate.explain.GrownPhase;
import io.coldgate.explain.Slower;
import io.coldgate.report.ExplanationFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Findings of explanations as items of a list: packages that got slower, and what to do. */
final class Findings {
    private Findings() {}

    /**
     * Writes a package that got slower.
     *
     * @param change by how much
     * @param allocs what it allocates in addition; empty for nothing
     */
    static void slower(Markup out, Slower each, String change, List<String> allocs) {
        out.open("li");
        head(out, each, change);
        out.open("p", "class", "why").element("b", Words.sentence(each.kind().key()));
        out.text(": " + what(each, allocs));
        place(out, each.at());
        out.close("p");
        chain(out, each);
        out.close("li");
    }

    /** Writes a phase that takes longer. */
    static void phase(Markup out, GrownPhase grown, String name) {
        out.open("li")
                .open("p")
                .element("b", ExplanationFigures.change(grown.nanos()), "class", "strong")
                .text(" " + name)
                .close("p")
                .close("li");
    }

    /** Writes the slowdown and the package. */
    static void head(Markup out, Slower each, String change) {
        out.open("p")
                .element("b", change, "class", "strong")
                .text(" ")
                .element("code", Words.cut(each.packageName()))
                .close("p");
    }

    /** Returns what a package allocates in addition. */
    static List<String> allocs(Slower each) {
        return each.allocs() == 0 && each.bytes() == 0
                ? List.of()
                : List.of(
                        String.format(Locale.ROOT, "%+,d allocs", each.allocs()),
                        (each.bytes() < 0 ? "\u2212" : "+") + Words.size(Math.abs((double) each.bytes())));
    }

    /**
     * Writes advice.
     *
     * @param before text before the evidence
     */
    static void advice(Markup out, Advice each, String before) {
        out.open("li").open("p").element("b", Words.sentence(Words.cut(each.action())), "class", "strong");
        // The line is not repeated when the action already names it.
        if (!each.action().contains(ExplanationFigures.file(each.at()))) {
            place(out, each.at());
        }
        out.close("p");
        out.element("p", before + Words.cut(each.evidence()), "class", "why");
        out.close("li");
    }

    private static String what(Slower each, List<String> allocs) {
        if (each.kind() == Slower.Kind.VICTIM) {
            return "it allocates what it did, and a garbage collection now falls here";
        }
        List<String> parts = new ArrayList<>();
        if (each.isNew()) {
            parts.add(ExplanationFigures.newWord(each));
        }
        each.version()
                .ifPresent(version ->
                        parts.add(Words.cut(version.module() + " " + version.from() + " \u2192 " + version.to())));
        parts.addAll(allocs);
        return parts.isEmpty() ? "it takes more time" : String.join(", ", parts);
    }

    /** Writes the imports as visible text, because touch screens and paper have no hover. */
    private static void chain(Markup out, Slower each) {
        if (each.chain().isEmpty() && each.importedAt().isEmpty()) {
            return;
        }
        out.open("p", "class", "why").text("Imported");
        String before = " by ";
        for (String path : each.chain()) {
            out.text(before).element("code", Words.cut(path));
            before = " \u2192 ";
        }
        if (!each.importedAt().isEmpty()) {
            out.text(each.chain().isEmpty() ? " at " : ", at ").element("code", Words.cut(each.importedAt()));
        }
        out.text(each.importIsNew() ? ", new in this change" : "").close("p");
    }

    private static void place(Markup out, String at) {
        if (!at.isEmpty()) {
            out.text(", at ").element("code", Words.cut(ExplanationFigures.file(at)), "title", Words.cut(at));
        }
    }
}
