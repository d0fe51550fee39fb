package io.coldgate.report.html;

import io.coldgate.explain.Advice;
import io.coldgate.explain.Estimate;
import io.coldgate.explain.Explanation;
import io.coldgate.explain.SharedFindings;
import io.coldgate.explain.Slower;
import io.coldgate.explain.VariableTrial;
import io.coldgate.report.ExplanationFigures;
import io.coldgate.report.ExplanationText;
import io.coldgate.report.PhaseLines;
import java.util.List;
import java.util.Optional;

/** The section of an explanation: the composition of a function's start, what got slower, and what to do. */
final class ExplanationSection {
    private final Markup out;
    private final Explanation explanation;
    private final SharedFindings shared;
    private final List<Advice> advice;
    private final String id;

    ExplanationSection(Markup out, Explanation explanation, SharedFindings shared) {
        this.out = out;
        this.explanation = explanation;
        this.shared = shared;
        this.advice = explanation.advice().stream()
                .filter(each -> !shared.isShared(explanation.function(), each))
                .toList();
        this.id = id(explanation.function());
    }

    /** Returns the id of the section in the page. Ids of its parts contain a dot, which no function name does. */
    static String id(String function) {
        return "e-" + function;
    }

    void draw() {
        out.open("section", "class", "function explanation", "id", id, "aria-labelledby", id + ".h");
        out.element("h2", Words.cut(ExplanationText.title(explanation)), "id", id + ".h");
        if (explanation.candidate().worked()) {
            watched();
        } else {
            out.element("p", Words.sentence(Words.cut(ExplanationText.failure(explanation))), "class", "settings");
        }
        out.close("section");
    }

    private void watched() {
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
        if (explanation.baseline().isPresent() || !advice.isEmpty() || tried().isPresent()) {
            out.open("div");
            slower();
            advice();
            out.close("div");
        }
        out.close("div");
        new ExplainedPackages(out, explanation).draw();
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
        if (explanation.slower().isEmpty() && explanation.grown().isEmpty()) {
            out.element("p", "No evidence that any package got slower.");
            return;
        }
        out.open("ul", "class", "findings");
        explanation.slower().forEach(this::slower);
        explanation.grown().forEach(each -> Findings.phase(out, each, PhaseLines.name(each.phase(), explanation)));
        out.close("ul");
    }

    private void slower(Slower each) {
        String change = ExplanationFigures.change(each.nanos());
        int functions = shared.functions(explanation.function(), each);
        if (functions == 1) {
            Findings.slower(out, each, change, Findings.allocs(each));
            return;
        }
        out.open("li");
        Findings.head(out, each, change);
        out.open("p", "class", "why")
                .element("a", "The same cause in " + functions + " functions", "href", "#" + SharedSection.ID)
                .close("p")
                .close("li");
    }

    private void advice() {
        if (!advice.isEmpty() || tried().isPresent()) {
            out.element("h3", "What to do");
        }
        if (!advice.isEmpty()) {
            out.open("ul", "class", "findings");
            advice.forEach(each -> Findings.advice(out, each, "Seen: "));
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
