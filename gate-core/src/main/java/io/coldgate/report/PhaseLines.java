package io.coldgate.report;

import static io.coldgate.report.ExplanationFigures.count;
import static io.coldgate.report.ExplanationFigures.file;
import static io.coldgate.report.ExplanationFigures.number;
import static io.coldgate.report.ExplanationFigures.size;
import static io.coldgate.report.ExplanationFigures.time;

import io.coldgate.explain.ArmProfile;
import io.coldgate.explain.Estimate;
import io.coldgate.explain.Explanation;
import io.coldgate.explain.PhaseShare;
import io.coldgate.sample.ExplainedStart.Phase;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The phases of an explained start, one per line. */
public final class PhaseLines {
    private static final String INDENT = ExplanationText.INDENT;

    private PhaseLines() {}

    /** Adds a line for each phase, and one for the first handler run. */
    static void add(Explanation explanation, List<String> lines) {
        for (PhaseShare phase : explanation.candidate().phases()) {
            String then = before(
                    explanation, baseline -> time(baseline.nanos(phase.phase()).value()));
            lines.add(String.format(
                            Locale.ROOT,
                            "%s%-18s %9s %-10s%s  %s",
                            INDENT,
                            name(phase.phase(), explanation),
                            time(phase.nanos().value()),
                            plusMinus(phase.nanos()),
                            then,
                            remark(phase.phase(), explanation))
                    .stripTrailing());
        }
        Estimate handler = explanation.candidate().handler();
        if (handler.value() > 0) {
            lines.add(String.format(
                            Locale.ROOT,
                            "%s%-18s %9s %-10s%s",
                            INDENT,
                            "first handler run",
                            time(handler.value()),
                            plusMinus(handler),
                            before(explanation, then -> time(then.handler().value())))
                    .stripTrailing());
        }
    }

    /** Returns half the width of the interval; empty for an interval without width, which is not known. */
    private static String plusMinus(Estimate estimate) {
        return estimate.plusMinus() > 0 ? "± " + time(estimate.plusMinus()) : "";
    }

    /** Returns the display name of a phase. */
    public static String name(Phase phase, Explanation explanation) {
        boolean go = explanation
                .build()
                .filter(build -> build.language().startsWith("go"))
                .isPresent();
        return switch (phase) {
            case PROCESS_START -> "process start";
            case RUNTIME -> go ? "Go runtime" : "runtime";
            case INIT -> go ? "package init" : "imports";
            case MAIN -> go ? "main()" : "handler set-up";
            case CLIENT -> go ? "lambda.Start" : "Runtime API client";
            case UNKNOWN -> "not explained";
        };
    }

    /** Returns a remark on a phase, as a clause; empty if there is none. */
    public static String remark(Phase phase, Explanation explanation) {
        ArmProfile now = explanation.candidate();
        return switch (phase) {
            case PROCESS_START -> "exec, kernel, loading" + (isGrown(phase, explanation) ? "" : ": not the function's");
            case RUNTIME, CLIENT, UNKNOWN -> "";
            case INIT -> counts(explanation);
            case MAIN ->
                now.calls().isEmpty()
                        ? ""
                        : now.calls().get(0).call() + "  "
                                + file(now.calls().get(0).at());
        };
    }

    private static boolean isGrown(Phase phase, Explanation explanation) {
        return explanation.grown().stream().anyMatch(each -> each.phase() == phase);
    }

    private static String counts(Explanation explanation) {
        ArmProfile now = explanation.candidate();
        if (now.initAllocs() < 0) {
            return "";
        }
        String text = count(now.initAllocs()) + " allocs" + before(explanation, then -> count(then.initAllocs())) + ", "
                + size(now.initBytes()) + before(explanation, then -> size(then.initBytes()));
        boolean collected = now.collections() > 0
                || explanation.baseline().filter(then -> then.collections() > 0).isPresent();
        return collected
                ? text + ", " + number(now.collections()) + " GC"
                        + before(explanation, then -> number(then.collections()))
                : text;
    }

    /** Returns a figure of the baseline in brackets; empty without one. */
    private static String before(Explanation explanation, Function<ArmProfile, String> figure) {
        return explanation
                .baseline()
                .map(then -> " (" + figure.apply(then) + ")")
                .orElse("");
    }
}
