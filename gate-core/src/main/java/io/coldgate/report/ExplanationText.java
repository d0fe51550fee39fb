package io.coldgate.report;

import io.coldgate.explain.Advice;
import io.coldgate.explain.ArmProfile;
import io.coldgate.explain.Estimate;
import io.coldgate.explain.Explanation;
import io.coldgate.explain.PackageCost;
import io.coldgate.explain.PhaseShare;
import io.coldgate.explain.Slower;
import io.coldgate.sample.ExplainedStart.Kind;
import io.coldgate.sample.ExplainedStart.Phase;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An explanation for people: a block of lines for the terminal, and a few lines for a comment. */
public final class ExplanationText {
    /** Packages below this share of the start are summed up. */
    private static final double LEAST_SHARE = .02;

    private static final int MOST_PACKAGES = 12;
    private static final int MOST_SUMMARY = 5;
    private static final int LONGEST = 300;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String INDENT = "  ";

    private ExplanationText() {}

    /** Returns the whole block, with a line end behind each line. */
    public static String render(Explanation explanation) {
        List<String> lines = new ArrayList<>();
        lines.add(heading(explanation));
        phases(explanation, lines);
        packages(explanation.candidate(), lines);
        slower(explanation, lines);
        if (!explanation.advice().isEmpty()) {
            lines.add("What to do");
            explanation.advice().forEach(advice -> lines.add(INDENT + advice(advice)));
        }
        explanation.notes().forEach(note -> lines.add("note: " + note));
        return lines.stream().map(line -> Printable.lines(line, LONGEST) + "\n").collect(Collectors.joining());
    }

    /** Returns the heading with the watched starts: {@code checkout: init 6.74 ms (p50); watched starts: 10 plain}. */
    public static String heading(Explanation explanation) {
        return title(explanation) + "; watched starts: " + starts(explanation.candidate());
    }

    /** Returns the heading: {@code checkout: init 6.74 ms, baseline 3.09 ms (p50), explained 83 %}. */
    public static String title(Explanation explanation) {
        ArmProfile now = explanation.candidate();
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
                .sorted(java.util.Map.Entry.comparingByKey())
                .filter(entry -> entry.getKey() != Kind.FIRST)
                .map(entry -> entry.getValue() + " " + entry.getKey().key())
                .collect(Collectors.joining(", "));
    }

    private static void phases(Explanation explanation, List<String> lines) {
        for (PhaseShare phase : explanation.candidate().phases()) {
            String then = explanation
                    .baseline()
                    .map(baseline -> " (" + time(baseline.nanos(phase.phase()).value()) + ")")
                    .orElse("");
            lines.add(String.format(
                            Locale.ROOT,
                            "%s%-16s %9s ± %-8s%s  %s",
                            INDENT,
                            name(phase.phase(), explanation),
                            time(phase.nanos().value()),
                            time(phase.nanos().plusMinus()),
                            then,
                            remark(phase.phase(), explanation))
                    .stripTrailing());
        }
        Estimate handler = explanation.candidate().handler();
        if (handler.value() > 0) {
            lines.add(String.format(
                            Locale.ROOT,
                            "%s%-16s %9s ± %-8s%s",
                            INDENT,
                            "first handler run",
                            time(handler.value()),
                            time(handler.plusMinus()),
                            explanation
                                    .baseline()
                                    .map(then -> " (" + time(then.handler().value()) + ")")
                                    .orElse(""))
                    .stripTrailing());
        }
    }

    /** Returns the name of a phase, as people call it. */
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

    /** Returns what else is known of a phase, in a clause; empty for nothing. */
    public static String remark(Phase phase, Explanation explanation) {
        ArmProfile now = explanation.candidate();
        return switch (phase) {
            case PROCESS_START -> "exec, kernel, loading: not the function's";
            case RUNTIME, CLIENT, UNKNOWN -> "";
            case INIT -> counts(explanation);
            case MAIN ->
                now.calls().isEmpty()
                        ? ""
                        : now.calls().get(0).call() + "  "
                                + file(now.calls().get(0).at());
        };
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

    private static String before(Explanation explanation, java.util.function.Function<ArmProfile, String> figure) {
        return explanation
                .baseline()
                .map(then -> " (" + figure.apply(then) + ")")
                .orElse("");
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

    private static void slower(Explanation explanation, List<String> lines) {
        if (explanation.baseline().isEmpty()) {
            return;
        }
        if (explanation.slower().isEmpty()) {
            lines.add("No evidence that any package got slower than the baseline's");
            return;
        }
        lines.add("Slower than the baseline");
        for (Slower each : explanation.slower()) {
            lines.add(INDENT + "+" + time(each.nanos()) + "  " + each.packageName() + "  " + what(each));
            if (!each.chain().isEmpty()) {
                lines.add(INDENT + INDENT + INDENT + chain(each));
            }
        }
    }

    private static String what(Slower slower) {
        if (slower.kind() == Slower.Kind.VICTIM) {
            return "allocs as before: a garbage collection now falls here";
        }
        List<String> parts = new ArrayList<>();
        if (slower.isNew()) {
            parts.add("new");
        }
        slower.version().ifPresent(version -> parts.add(version.from() + " → " + version.to()));
        if (slower.allocs() != 0 || slower.bytes() != 0) {
            parts.add((slower.allocs() < 0 ? "" : "+") + count(slower.allocs()) + " allocs");
        }
        String at = slower.at().isEmpty() ? "" : "  at " + file(slower.at());
        return String.join("; ", parts) + at;
    }

    private static String chain(Slower slower) {
        String chain = slower.chain().stream().map(ExplanationText::shortened).collect(Collectors.joining(" → "));
        return slower.importedAt().isEmpty()
                ? chain
                : chain + ", imported at " + file(slower.importedAt())
                        + (slower.importIsNew() ? ", new in this change" : "");
    }

    /** The last two elements of an import path tell a package to whoever knows the program. */
    private static String shortened(String path) {
        int last = path.lastIndexOf('/');
        int before = last < 0 ? -1 : path.lastIndexOf('/', last - 1);
        return before < 0 ? path : path.substring(before + 1);
    }

    /** Returns the last two elements of a file's path, with the line. */
    public static String file(String at) {
        return shortened(at.replace('\\', '/'));
    }

    private static String advice(Advice advice) {
        String at = file(advice.at());
        // An action that names its line says it once.
        return advice.action() + (advice.action().contains(at) ? "" : " (" + at + ")") + ": " + advice.evidence();
    }

    /** Returns the explanation in five lines at most: what got slower, or where the time goes, and what to do. */
    public static List<String> summary(Explanation explanation) {
        List<String> lines = new ArrayList<>();
        lines.add(heading(explanation));
        explanation.slower().stream()
                .filter(each -> each.kind() == Slower.Kind.CAUSE)
                .limit(2)
                .forEach(each -> lines.add("+" + time(each.nanos()) + " " + each.packageName() + ": " + what(each)
                        + (each.chain().isEmpty() ? "" : " (" + chain(each) + ")")));
        if (lines.size() == 1 && explanation.baseline().isPresent()) {
            lines.add("no evidence that any package got slower than the baseline's");
        }
        if (explanation.baseline().isEmpty()) {
            explanation.candidate().packages().stream()
                    .limit(2)
                    .forEach(cost -> lines.add(time(cost.nanos().value()) + " init of " + cost.name()
                            + (cost.at().isEmpty() ? "" : " at " + file(cost.at()))));
        }
        explanation.advice().stream()
                .limit(MOST_SUMMARY - lines.size())
                .forEach(each -> lines.add("what to do: " + advice(each)));
        return lines.stream().map(line -> Printable.escape(line, LONGEST)).toList();
    }

    /** Returns a time in milliseconds, so that those of one start can be compared at a glance. */
    public static String time(double nanos) {
        if (Math.abs(nanos) < NANOS_PER_MILLI / 100) {
            return "0.00 ms".equals(String.format(Locale.ROOT, "%.2f ms", nanos / NANOS_PER_MILLI))
                    ? "0 ms"
                    : String.format(Locale.ROOT, "%.2f ms", nanos / NANOS_PER_MILLI);
        }
        return nanos < 100 * NANOS_PER_MILLI
                ? String.format(Locale.ROOT, "%.2f ms", nanos / NANOS_PER_MILLI)
                : new Quantity(nanos, Dimension.TIME).format();
    }

    private static String size(double bytes) {
        return new Quantity(Math.max(0, bytes), Dimension.SIZE).format();
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
