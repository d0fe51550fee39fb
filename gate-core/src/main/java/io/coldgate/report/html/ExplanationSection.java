package io.coldgate.report.html;

import io.coldgate.explain.Advice;
import io.coldgate.explain.Estimate;
import io.coldgate.explain.Explanation;
import io.coldgate.explain.Slower;
import io.coldgate.explain.VariableTrial;
import io.coldgate.report.ExplanationFigures;
import io.coldgate.report.ExplanationText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The section of an explanation: the composition of a function's start, what got slower, and what to do. */
final class ExplanationSection {
    private final Markup out;
    private final Explanation explanation;
    private final String id;

    ExplanationSection(Markup out, Explanation explanation, String function) {
        this.out = out;
        this.explanation = explanation;
        this.id = id(function);
    }

    /** Returns the id of the section in the page. Ids of its parts contain a dot, which no function name does. */
    static String id(String function) {
        return "e-" + function;
    }

    void draw() {
        out.open("section", "class", "function explanation", "id", id, "aria-labelledby", id + ".h");
        out.element("h2", Words.cut(ExplanationText.title(explanation)), "id", id + ".h");
        String starts = ExplanationText.starts(explanation.candidate());
        out.element(
                "p",
                "Extra starts were watched" + (starts.isEmpty() ? "" : ": " + starts) + ". No check rests on them.",
                "class",
                "settings");
        notes();
        out.open("div", "class", "columns").open("div");
        new ExplainedPhases(out, explanation, id).draw();
        handler();
        out.close("div");
        if (explanation.baseline().isPresent() || !explanation.advice().isEmpty() || tried().isPresent()) {
            out.open("div");
            slower();
            advice();
            out.close("div");
        }
        out.close("div");
        new ExplainedPackages(out, explanation).draw();
        out.close("section");
    }

    private void notes() {
        if (!explanation.notes().isEmpty()) {
            out.open("ul", "class", "note");
            explanation.notes().forEach(note -> out.element("li", Words.sentence(Words.cut(note))));
            out.close("ul");
        }
    }

    private void handler() {
        Estimate handler = explanation.candidate().handler();
        if (handler.value() > 0) {
            String baseline = explanation
                    .baseline()
                    .filter(then -> then.handler().value() > 0)
                    .map(then -> ", baseline " + plusMinus(then.handler()))
                    .orElse("");
            out.element("p", "First run of the handler: " + plusMinus(handler) + baseline, "class", "memory");
        }
    }

    private static String plusMinus(Estimate estimate) {
        String text =
                ExplanationFigures.time(estimate.value()) + " \u00b1 " + ExplanationFigures.time(estimate.plusMinus());
        // Non-breaking spaces keep the text on one line.
        return text.replace(' ', '\u00a0');
    }

    private void slower() {
        if (explanation.baseline().isEmpty()) {
            return;
        }
        out.element("h3", "Slower than the baseline");
        if (explanation.slower().isEmpty()) {
            out.element("p", "No evidence that any package got slower.");
            return;
        }
        out.open("ul", "class", "findings");
        explanation.slower().forEach(this::slower);
        out.close("ul");
    }

    private void slower(Slower each) {
        out.open("li").open("p");
        out.element("b", ExplanationFigures.change(each.nanos()), "class", "strong")
                .text(" ")
                .element("code", Words.cut(each.packageName()))
                .close("p");
        out.open("p", "class", "why").element("b", Words.sentence(each.kind().key()));
        out.text(": " + what(each));
        place(each.at(), ", at ");
        out.close("p");
        chain(each);
        out.close("li");
    }

    private static String what(Slower each) {
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
        if (each.allocs() != 0 || each.bytes() != 0) {
            parts.add(String.format(Locale.ROOT, "%+,d allocs", each.allocs()));
            parts.add((each.bytes() < 0 ? "\u2212" : "+") + Words.size(Math.abs((double) each.bytes())));
        }
        return parts.isEmpty() ? "it takes more time" : String.join(", ", parts);
    }

    /** Writes the imports as visible text, because touch screens and paper have no hover. */
    private void chain(Slower each) {
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

    private void place(String at, String before) {
        if (!at.isEmpty()) {
            out.text(before).element("code", Words.cut(ExplanationFigures.file(at)), "title", Words.cut(at));
        }
    }

    private void advice() {
        if (!explanation.advice().isEmpty() || tried().isPresent()) {
            out.element("h3", "What to do");
        }
        if (!explanation.advice().isEmpty()) {
            out.open("ul", "class", "findings");
            for (Advice each : explanation.advice()) {
                out.open("li").open("p").element("b", Words.sentence(Words.cut(each.action())), "class", "strong");
                // The line is not repeated when the action already names it.
                if (!each.action().contains(ExplanationFigures.file(each.at()))) {
                    place(each.at(), ", at ");
                }
                out.close("p");
                out.element("p", "Seen: " + Words.cut(each.evidence()), "class", "why");
                out.close("li");
            }
            out.close("ul");
        }
        tried().ifPresent(text -> out.element("p", text, "class", "memory"));
    }

    private Optional<String> tried() {
        return explanation.tried().filter(tried -> tried.starts() > 0).map(ExplanationSection::text);
    }

    private static String text(VariableTrial tried) {
        double gain = tried.gain().value();
        return "Tried: with " + Words.cut(tried.variables()) + " a start was " + ExplanationFigures.time(Math.abs(gain))
                + (gain < 0 ? " slower" : " faster") + " in " + Words.count(tried.starts(), "start")
                + (tried.proven() ? "." : ", which proves nothing.");
    }
}
