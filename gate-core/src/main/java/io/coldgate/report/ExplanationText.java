package io.coldgate.report;

import static io.coldgate.report.ExplanationFigures.change;
import static io.coldgate.report.ExplanationFigures.count;
import static io.coldgate.report.ExplanationFigures.file;
import static io.coldgate.report.ExplanationFigures.percent;
import static io.coldgate.report.ExplanationFigures.size;
import static io.coldgate.report.ExplanationFigures.time;

import io.coldgate.explain.Advice;
import io.coldgate.explain.ArmProfile;
import io.coldgate.explain.Explanation;
import io.coldgate.explain.PackageCost;
import io.coldgate.explain.SharedFindings;
import io.coldgate.explain.Slower;
import io.coldgate.sample.ExplainedStart.Kind;
import io.coldgate.unit.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An explanation for people: a block of lines for the terminal, and a few lines for a comment. */
public final class ExplanationText {
    /** Packages below this share of the start are summed up. */
    private static final double LEAST_SHARE = .02;

    private static final int MOST_PACKAGES = 12;
    private static final int MOST_SUMMARY = 5;
    private static final int LONGEST = 300;
    static final String INDENT = "  ";
    static final String TO_DO = "What to do";

    private ExplanationText() {}

    /**
     * Returns the blocks of all explanations of a run, separated by empty lines; what several functions share comes
     * once, at the end, where a terminal shows it. Empty if there is no explanation.
     */
    public static String render(List<Explanation> explanations) {
        SharedFindings shared = SharedFindings.of(explanations);
        List<String> blocks = new ArrayList<>();
        explanations.forEach(each -> blocks.add(render(each, shared)));
        shared.groups().forEach(group -> blocks.add(text(SharedLines.of(group))));
        return String.join("\n", blocks);
    }

    /** Returns the complete block of a single explanation, with a line break after each line. */
    public static String render(Explanation explanation) {
        return render(explanation, SharedFindings.NONE);
    }

    private static String render(Explanation explanation, SharedFindings shared) {
        if (!explanation.candidate().worked()) {
            return text(List.of(title(explanation) + ": " + failure(explanation)));
        }
        List<String> lines = new ArrayList<>();
        lines.add(heading(explanation));
        PhaseLines.add(explanation, lines);
        packages(explanation.candidate(), lines);
        SlowerLines.add(explanation, shared, lines);
        List<Advice> advice = own(explanation, shared);
        if (!advice.isEmpty()) {
            lines.add(TO_DO);
            advice.forEach(each -> lines.add(INDENT + advice(each, "")));
        }
        explanation.notes().forEach(note -> lines.add("note: " + note));
        return text(lines);
    }

    private static String text(List<String> lines) {
        return lines.stream().map(line -> Printable.lines(line, LONGEST) + "\n").collect(Collectors.joining());
    }

    /** Returns the advice for this function only. */
    private static List<Advice> own(Explanation explanation, SharedFindings shared) {
        return explanation.advice().stream()
                .filter(each -> !shared.isShared(explanation.function(), each))
                .toList();
    }

    /** Returns why a function that never worked has no explanation. */
    public static String failure(Explanation explanation) {
        ArmProfile candidate = explanation.candidate();
        return candidate.failed() == 1
                ? "the only watched start failed: " + candidate.trouble()
                : "all " + candidate.failed() + " watched starts failed; the last one: " + candidate.trouble();
    }

    /** Returns the heading with the watched starts: {@code checkout: init 6.74 ms (p50); watched starts: 10 plain}. */
    public static String heading(Explanation explanation) {
        return title(explanation) + "; watched starts: " + starts(explanation.candidate());
    }

    /**
     * Returns the heading: {@code checkout: init 6.74 ms, baseline 3.09 ms (p50), explained 83 %}, or that nothing can
     * be explained.
     */
    public static String title(Explanation explanation) {
        ArmProfile now = explanation.candidate();
        if (!now.worked()) {
            return explanation.function() + ": cannot be explained";
        }
        StringBuilder text = new StringBuilder(explanation.function())
                .append(": init ")
                .append(time(now.next().value()));
        explanation
                .baseline()
                .ifPresent(then ->
                        text.append(", baseline ").append(time(then.next().value())));
        text.append(" (p50)");
        if (now.namedShare() < Explanation.ENOUGH_NAMED) {
            text.append(", explained ").append(percent(now.namedShare()));
        }
        return text.toString();
    }

    /** Returns how many starts were watched, by kind: {@code 10 plain, 20 traced}. */
    public static String starts(ArmProfile profile) {
        return profile.taken().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(entry -> entry.getKey() != Kind.FIRST)
                .map(entry -> entry.getValue() + " " + entry.getKey().key())
                .collect(Collectors.joining(", "));
    }

    private static void packages(ArmProfile profile, List<String> lines) {
        double least = LEAST_SHARE * profile.next().value();
        List<PackageCost> shown = profile.packages().stream()
                .filter(cost -> cost.nanos().value() >= least)
                .limit(MOST_PACKAGES)
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        lines.add(profile.initAllocs() >= 0 ? "Package inits" : "Imports and initialisers");
        for (PackageCost cost : shown) {
            lines.add(String.format(
                            Locale.ROOT,
                            "%s%9s  %s  %s%s",
                            INDENT,
                            time(cost.nanos().value()),
                            cost.name(),
                            cost.allocs() < 0 ? "" : count(cost.allocs()) + " allocs, " + size(cost.bytes()),
                            cost.at().isEmpty() ? "" : "  at " + file(cost.at()))
                    .stripTrailing());
        }
        int more = profile.packages().size() - shown.size();
        if (more > 0) {
            double rest = profile.packages().stream()
                    .skip(shown.size())
                    .mapToDouble(cost -> cost.nanos().value())
                    .sum();
            lines.add(String.format(Locale.ROOT, "%s%9s  %d more packages", INDENT, time(rest), more));
        }
    }

    /**
     * Returns advice in a line.
     *
     * @param before text before the evidence
     */
    static String advice(Advice advice, String before) {
        String at = file(advice.at());
        // The line is not repeated when the action already names it.
        return advice.action() + (advice.action().contains(at) ? "" : " (" + at + ")") + ": " + before
                + advice.evidence();
    }

    /** Returns a summary of at most five lines: what got slower, or where the time goes, and what to do. */
    public static List<String> summary(Explanation explanation) {
        return summary(explanation, SharedFindings.NONE);
    }

    /** Returns the same of a function whose shared findings are stated elsewhere, once for all functions. */
    static List<String> summary(Explanation explanation, SharedFindings shared) {
        if (!explanation.candidate().worked()) {
            return escaped(List.of(title(explanation) + ": " + failure(explanation)));
        }
        List<String> lines = new ArrayList<>();
        lines.add(heading(explanation));
        lines.addAll(largest(explanation, shared));
        if (lines.size() == 1 && explanation.baseline().isPresent()) {
            lines.add("no evidence that any package got slower than the baseline's");
        }
        if (explanation.baseline().isEmpty()) {
            explanation.candidate().packages().stream()
                    .limit(2)
                    .forEach(cost -> lines.add(time(cost.nanos().value()) + " init of " + cost.name()
                            + (cost.at().isEmpty() ? "" : " at " + file(cost.at()))));
        }
        own(explanation, shared).stream()
                .limit(MOST_SUMMARY - lines.size())
                .forEach(each -> lines.add("what to do: " + advice(each, "")));
        return escaped(lines);
    }

    /** Returns the two largest causes: packages, or phases that belong to none. */
    private static List<String> largest(Explanation explanation, SharedFindings shared) {
        record Cause(double nanos, String line) {}
        Stream<Cause> packages = explanation.slower().stream()
                .filter(each -> each.kind() == Slower.Kind.CAUSE)
                .map(each -> new Cause(
                        each.nanos(),
                        change(each.nanos()) + " " + each.packageName() + ": "
                                + SlowerLines.summary(each, shared.functions(explanation.function(), each))));
        Stream<Cause> phases = explanation.grown().stream()
                .map(each -> new Cause(each.nanos(), SlowerLines.phase(each, " ", explanation)));
        return Stream.concat(packages, phases)
                .sorted(Comparator.comparingDouble(cause -> -cause.nanos()))
                .limit(2)
                .map(Cause::line)
                .toList();
    }

    static List<String> escaped(List<String> lines) {
        return lines.stream().map(line -> Printable.escape(line, LONGEST)).toList();
    }
}
