package io.coldgate.report.html;

import io.coldgate.explain.ArmProfile;
import io.coldgate.explain.Estimate;
import io.coldgate.explain.Explanation;
import io.coldgate.explain.PhaseShare;
import io.coldgate.report.ExplanationFigures;
import io.coldgate.report.PhaseLines;
import io.coldgate.sample.ExplainedStart.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The phases of a watched start: a bar for each arm, on the same scale, and one table with the figures of both. */
final class ExplainedPhases {
    private final Markup out;
    private final Explanation explanation;
    private final String id;
    private final PhasesBar bars;

    /** The phases of either arm; a phase has the same number everywhere. */
    private final List<Phase> phases;

    ExplainedPhases(Markup out, Explanation explanation, String id) {
        this.out = out;
        this.explanation = explanation;
        this.id = id;
        this.bars = new PhasesBar(out);
        this.phases = Arrays.stream(Phase.values())
                .filter(phase -> arms().anyMatch(arm -> of(arm, phase).isPresent()))
                .toList();
    }

    private Stream<ArmProfile> arms() {
        return Stream.concat(Stream.of(explanation.candidate()), explanation.baseline().stream());
    }

    private static Optional<PhaseShare> of(ArmProfile arm, Phase phase) {
        return arm.phases().stream().filter(each -> each.phase() == phase).findFirst();
    }

    void draw() {
        out.element("h3", "Where a start's time goes");
        double whole = arms().mapToDouble(ExplainedPhases::sum).max().orElse(0);
        if (whole <= 0) {
            out.element("p", "No look found the function on its way.");
            return;
        }
        bar("Candidate", ".now", explanation.candidate(), whole);
        explanation.baseline().ifPresent(then -> bar("Baseline", ".then", then, whole));
        table();
    }

    private static double sum(ArmProfile arm) {
        return arm.phases().stream().mapToDouble(phase -> phase.nanos().value()).sum();
    }

    private void bar(String name, String suffix, ArmProfile arm, double whole) {
        if (explanation.baseline().isPresent()) {
            out.element("p", name + " " + ExplanationFigures.time(arm.next().value()), "class", "what");
        }
        List<PhasesBar.Part> parts = new ArrayList<>();
        for (PhaseShare phase : arm.phases()) {
            int index = phases.indexOf(phase.phase());
            parts.add(new PhasesBar.Part(
                    index + 1, colour(phase.phase()), phase.nanos().value()));
        }
        String words = arm.phases().stream()
                .map(phase -> PhaseLines.name(phase.phase(), explanation) + " "
                        + ExplanationFigures.time(phase.nanos().value()))
                .collect(Collectors.joining(", "));
        bars.bar(
                id + suffix,
                name + ": phases of a watched start",
                words.isEmpty() ? "none was seen" : words,
                parts,
                whole);
    }

    /** Returns the colour of a phase; init has the same colour as in the bar of all platforms. */
    private static String colour(Phase phase) {
        return "p" + phase.ordinal();
    }

    private void table() {
        boolean compared = explanation.baseline().isPresent();
        out.open("table", "class", "plain phases");
        out.element("caption", "The phases add up to the start; \u00b1 is an interval of 95 %.");
        out.open("thead").open("tr").element("th", "Phase", "scope", "col");
        heading("Time");
        heading("Share");
        if (compared) {
            heading("Baseline");
        }
        out.close("tr").close("thead").open("tbody");
        for (Phase phase : phases) {
            row(phase, compared);
        }
        out.close("tbody").close("table");
    }

    private void heading(String text) {
        out.element("th", text, "scope", "col", "class", "number");
    }

    private void row(Phase phase, boolean compared) {
        String remark = PhaseLines.remark(phase, explanation);
        out.open("tr", remark.isEmpty() ? new String[0] : new String[] {"class", "remarked"})
                .open("th", "scope", "row");
        bars.key(phases.indexOf(phase) + 1, colour(phase));
        out.text(PhaseLines.name(phase, explanation));
        out.close("th");
        Optional<PhaseShare> now = of(explanation.candidate(), phase);
        time(now);
        out.element("td", now.map(each -> Words.percent(each.share())).orElse(""), "class", "number");
        if (compared) {
            time(explanation.baseline().flatMap(then -> of(then, phase)));
        }
        out.close("tr");
        if (!remark.isEmpty()) {
            out.open("tr")
                    .element("td", Words.cut(remark), "colspan", compared ? "4" : "3", "class", "remark")
                    .close("tr");
        }
    }

    private void time(Optional<PhaseShare> phase) {
        Estimate nanos = phase.map(PhaseShare::nanos).orElse(Estimate.NONE);
        out.open("td", "class", "number").text(ExplanationFigures.time(nanos.value()));
        if (phase.isPresent()) {
            out.text(" ").element("span", "\u00b1 " + ExplanationFigures.time(nanos.plusMinus()), "class", "margin");
        }
        out.close("td");
    }
}
