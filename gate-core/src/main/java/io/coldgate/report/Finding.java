package io.coldgate.report;

import io.coldgate.gate.BudgetCheck;
import io.coldgate.gate.Check;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.LikelyFailure;
import io.coldgate.gate.MetricCheck;
import io.coldgate.gate.RegressionCheck;
import io.coldgate.gate.ResultCheck;
import io.coldgate.sample.Metric;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The remark that a headline adds to the verdict: the host was busy, or an undecided check leans one way. */
final class Finding {
    /**
     * The largest factor by which neighbours raise the CPU time of a start: measurements show 5 to 20 %
     * (docs/statistics.md, "A busy host").
     */
    private static final double DEAREST_NEIGHBOURS = 1.2;

    private Finding() {}

    /** Returns one or two clauses; empty if there is nothing to say. */
    static String of(List<CheckResult> results) {
        List<String> parts = new ArrayList<>();
        busy(results).ifPresent(parts::add);
        leaning(results).ifPresent(parts::add);
        return String.join("; ", parts);
    }

    private static Optional<String> busy(List<CheckResult> results) {
        List<CheckResult> busy = results.stream()
                .filter(result -> result.why() == VerdictReason.HOST_BUSY)
                .toList();
        if (busy.isEmpty()) {
            return Optional.empty();
        }
        String which = busy.size() == 1 ? busy.get(0).check().fullName() + " is" : busy.size() + " checks are";
        return Optional.of("the host was busy: " + which + " over only with the time that starts waited for a core");
    }

    private static Optional<String> leaning(List<CheckResult> results) {
        List<CheckResult> leaning = results.stream()
                .filter(result -> LikelyFailure.of(result).isPresent())
                .sorted(Comparator.comparingDouble(
                        result -> -LikelyFailure.of(result).orElseThrow().odds()))
                .toList();
        if (leaning.isEmpty()) {
            return Optional.empty();
        }
        CheckResult most = leaning.get(0);
        LikelyFailure likely = LikelyFailure.of(most).orElseThrow();
        String others = leaning.size() == 1 ? "" : " (and " + (leaning.size() - 1) + " more)";
        return Optional.of(most.check().fullName() + others + ": probably " + word(most.check()) + " (" + likely.ratio()
                + "), not proven: " + remedy(most, likely));
    }

    private static String word(Check check) {
        if (check instanceof MetricCheck starts && starts.metric().moreIsBetter()) {
            return check instanceof RegressionCheck ? "less" : "below its budget";
        }
        if (check instanceof RegressionCheck regression) {
            return switch (regression.metric().dimension()) {
                case TIME -> "slower";
                case SIZE -> "larger";
                case COUNT -> "more";
            };
        }
        return check instanceof BudgetCheck ? "over its budget" : "beyond its limit";
    }

    private static String remedy(CheckResult result, LikelyFailure likely) {
        if (result.check() instanceof ResultCheck) {
            return "record about " + likely.enough() + " samples";
        }
        return result.why() == VerdictReason.TIME_LIMIT
                ? "run more with a longer --time-limit"
                : "run more with --max-samples " + likely.enough();
    }

    /**
     * Returns the clauses for a build: packages older than their code, and for one that does not pass also failures of
     * CPU time that neighbours could explain, and what the results say; empty if there is nothing to say.
     */
    static String of(Judgement judgement) {
        String stale = stale(judgement.header().stale()).orElse("");
        boolean passed = judgement.verdict() == Verdict.PASS;
        Stream<String> others =
                passed ? Stream.of() : Stream.of(neighbours(judgement).orElse(""), of(judgement.results()));
        return Stream.concat(Stream.of(stale), others)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static Optional<String> stale(Map<String, String> files) {
        return files.entrySet().stream()
                .findFirst()
                .map(first -> "old code may have been measured: "
                        + (files.size() == 1
                                ? "the package of " + first.getKey() + " is"
                                : files.size() + " packages are")
                        + " older than " + first.getValue()
                        + (Set.copyOf(files.values()).size() == 1 ? "" : " and other files"));
    }

    private static Optional<String> neighbours(Judgement judgement) {
        List<CheckResult> doubtful = judgement.results().stream()
                .filter(result -> result.verdict() == Verdict.FAIL)
                .filter(Finding::isCpuTimeNearItsLimit)
                .filter(result -> Disturbance.of(
                                judgement
                                        .build()
                                        .series(result.check().function())
                                        .starts(),
                                TextReport.DISTURBED_SHARE)
                        .isWorthSaying())
                .toList();
        if (doubtful.isEmpty()) {
            return Optional.empty();
        }
        String which =
                doubtful.size() == 1 ? doubtful.get(0).check().fullName() + " is" : doubtful.size() + " checks are";
        return Optional.of("the host was busy: " + which + " over by no more than the 20 % of CPU time that neighbours"
                + " can cost: run again when it has less to do");
    }

    private static boolean isCpuTimeNearItsLimit(CheckResult result) {
        return result.check() instanceof BudgetCheck check
                && check.metric().equals(Metric.INIT_CPU)
                && result.figures()
                        .filter(figures -> figures.estimate()
                                <= DEAREST_NEIGHBOURS * check.limit().value())
                        .isPresent();
    }
}
