package io.coldgate.report;

import io.coldgate.explain.Explanation;
import io.coldgate.explain.SharedFindings;
import io.coldgate.gate.BuildVerdict;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.gate.SeriesTally;
import io.coldgate.report.document.LeftOut;
import io.coldgate.sample.Ending;
import io.coldgate.sample.RunHeader;
import io.coldgate.unit.Counted;
import io.coldgate.verdict.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A build with its results, computed once for all reports.
 *
 * @param build the build
 * @param header the setup of the run
 * @param results every check's result
 * @param verdict the build's verdict
 * @param explanations the explanations, which change no verdict
 */
public record Judgement(
        GateEvaluation build,
        RunHeader header,
        List<CheckResult> results,
        Verdict verdict,
        List<Explanation> explanations) {
    /** Copies the list. */
    public Judgement {
        results = List.copyOf(results);
        explanations = List.copyOf(explanations);
    }

    /** Judges the records that the build has received, which must include the run's header. */
    public static Judgement of(GateEvaluation build) {
        return of(build, List.of());
    }

    /** Judges the records that the build has received, and adds explanations. */
    public static Judgement of(GateEvaluation build, List<Explanation> explanations) {
        List<CheckResult> results = build.results();
        RunHeader header = build.header().orElseThrow();
        Verdict verdict = results.isEmpty() ? ofNothing(header) : BuildVerdict.of(results);
        return new Judgement(build, header, results, verdict, explanations);
    }

    /**
     * Returns whether there is anything to judge, or legitimately nothing. The build must have received the run's
     * header.
     */
    public static boolean isPossible(GateEvaluation build) {
        return !build.results().isEmpty() || mayBeEmpty(build.header().orElseThrow());
    }

    private static Verdict ofNothing(RunHeader header) {
        if (mayBeEmpty(header)) {
            return Verdict.PASS;
        }
        throw new IllegalArgumentException("a build needs at least one check");
    }

    /** Returns whether a part of a build may be empty: no function changed, or there are more parts than functions. */
    private static boolean mayBeEmpty(RunHeader header) {
        return header.functions().isEmpty()
                && header.part()
                        .filter(part -> part.shards() > 1 || part.changedSince().isPresent())
                        .isPresent();
    }

    /**
     * Returns the demands of the thresholds file that this build left out, as the end of a headline:
     * {@code ; not in this run: world, jmh target/jmh.json}; empty for nothing.
     */
    public String leftOut() {
        return LeftOut.clause(build.leftOut(), UnaryOperator.identity());
    }

    /** Returns the explanation of a function's start; empty when it was not explained. */
    public Optional<Explanation> explanation(String function) {
        return explanations.stream()
                .filter(each -> each.function().equals(function))
                .findFirst();
    }

    /** Returns what the explanations have in common. */
    public SharedFindings shared() {
        return SharedFindings.of(explanations);
    }

    /** Returns the number of checks with this verdict. */
    public int count(Verdict wanted) {
        return (int)
                results.stream().filter(result -> result.verdict() == wanted).count();
    }

    /** Returns the results, the worst verdict first; equal verdicts keep the file's order. */
    public List<CheckResult> worstFirst() {
        return results.stream()
                .sorted(Comparator.comparingInt(result -> result.verdict().rank()))
                .toList();
    }

    /** Returns the functions that could not be measured, or of which no start worked. */
    public List<SeriesTally> notMeasured() {
        return build.allSeries().stream()
                .filter(tally -> tally.noneWorked()
                        || tally.ending()
                                .filter(Ending.COULD_NOT_MEASURE::equals)
                                .isPresent())
                .toList();
    }

    /** Returns the number of checks per verdict: {@code 3 passed, 1 failed, 0 inconclusive, 2 not measured}. */
    String counts() {
        int notMeasured = count(Verdict.NOT_MEASURED);
        return count(Verdict.PASS) + " passed, " + count(Verdict.FAIL) + " failed, " + count(Verdict.INCONCLUSIVE)
                + " inconclusive"
                + (count(Verdict.ACCEPTED) > 0 ? ", " + count(Verdict.ACCEPTED) + " accepted" : "")
                + (notMeasured > 0 ? ", " + notMeasured + " not measured" : "");
    }

    /** Returns how many cold starts failed: a budget may be kept in spite of them. */
    public int failedStarts() {
        return build.allSeries().stream()
                .mapToInt(SeriesTally::failedColdStarts)
                .sum();
    }

    /** Returns the remark that a headline adds to the verdict; empty if there is none. */
    public String finding() {
        return Finding.of(this);
    }

    /**
     * Returns the basis of the verdict in a clause: {@code 408 cold starts on embedded; seed 4711}. Failed starts are
     * named: a median may be within its budget while every fourth start fails.
     */
    String basis(UnaryOperator<String> escape) {
        String platform =
                header.platform().equals(RunHeader.NO_PLATFORM) ? "" : " on " + escape.apply(header.platform());
        int failed = failedStarts();
        String functions = Counted.of(coldStarts(), "cold start") + platform
                + (failed > 0 ? ", " + failed + " of which failed" : "") + "; seed "
                + header.seeds().text();
        String results = build.imported().stream()
                .map(imported -> imported.source().tool().key())
                .distinct()
                .collect(Collectors.joining(", "));
        if (results.isEmpty()) {
            return functions;
        }
        return build.allSeries().isEmpty() ? "results of " + results : functions + "; results of " + results;
    }

    /** Returns the number of proven cold starts, the discarded ones included. */
    public int coldStarts() {
        return build.allSeries().stream().mapToInt(SeriesTally::coldStarts).sum();
    }
}
