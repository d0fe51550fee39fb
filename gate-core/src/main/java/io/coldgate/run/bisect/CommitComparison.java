package io.coldgate.run.bisect;

import io.coldgate.bisect.Look;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.GatePlan;
import io.coldgate.gate.RegressionCheck;
import io.coldgate.measure.StopSignal;
import io.coldgate.run.ExplainChoice;
import io.coldgate.run.GateOptions;
import io.coldgate.run.MeasuredRun;
import io.coldgate.run.ResultsInput;
import io.coldgate.run.RunException;
import io.coldgate.run.RunListener;
import io.coldgate.run.RunSpec;
import io.coldgate.run.RunTarget;
import io.coldgate.sample.RunKind;
import io.coldgate.thresholds.Baseline;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.RegressionBudget;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares a function as it stands in a checkout with the same function at a git ref. */
final class CommitComparison {
    private final Thresholds thresholds;
    private final FunctionSpec function;
    private final RegressionBudget limit;
    private final GateOptions options;
    private final RunListener listener;
    private final StopSignal stop;

    /**
     * Comparisons of one function.
     *
     * @param thresholds the file that it stands in
     * @param limit what makes a commit slow
     */
    CommitComparison(
            Thresholds thresholds,
            FunctionSpec function,
            RegressionBudget limit,
            GateOptions options,
            RunListener listener,
            StopSignal stop) {
        this.thresholds = thresholds;
        this.function = function;
        this.limit = limit;
        this.options = options;
        this.listener = listener;
        this.stop = stop;
    }

    /**
     * Risks of one comparison.
     *
     * @param falseAlarm probability that a commit within the tolerance is called slow
     * @param missed probability that one over it is called fast
     */
    record Risks(double falseAlarm, double missed) {}

    /** Returns the function and its file as they would lie in a checkout. */
    Thresholds in(Path file, Optional<Path> packagePath) {
        FunctionSpec there = packagePath.map(function::packagedAt).orElse(function);
        return thresholds.elsewhere(file, there, thresholds.falseAlarm());
    }

    /**
     * Compares.
     *
     * @param checkout the function in a checkout, see {@link #in}
     * @param commit what the checkout is of
     * @param ref what it is compared with
     * @param folder where the run's files go
     * @return empty when somebody stopped it
     * @throws RunException when nothing could be measured
     */
    Optional<Look> compare(Thresholds checkout, String commit, String ref, Risks risks, Path folder)
            throws RunException {
        FunctionSpec there = checkout.functions().get(0);
        FunctionSpec compared = there.comparedWith(Baseline.ofRef(ref, there.location()), limit, risks.missed());
        Thresholds one = checkout.elsewhere(checkout.file(), compared, risks.falseAlarm());
        RunSpec spec = new RunSpec(
                RunKind.CHECK,
                options.seedOrRandom(),
                options.timeLimit(),
                options.maxSamples(),
                Optional.of(folder),
                Optional.of(RunTarget.of(one)),
                Map.of(),
                List.of(),
                ExplainChoice.NONE,
                options.clock());
        MeasuredRun.Ended<CheckResult> ended = new MeasuredRun(
                        one, GatePlan.of(one), ResultsInput.NONE, spec, listener, stop)
                .run((evaluation, explanations, out, interrupted) ->
                        evaluation.series(function.name()).results().get(0));
        return ended.end().interrupted() ? Optional.empty() : ended.made().map(result -> look(commit, result));
    }

    private static Look look(String commit, CheckResult result) {
        String interval = result.ratio()
                .map(ratio -> " ("
                        + ((RegressionCheck) result.check()).change(ratio.intervalLow()) + " to "
                        + ((RegressionCheck) result.check()).change(ratio.intervalHigh()) + ", "
                        + ratio.rounds() + " rounds)")
                .orElse("");
        boolean same = result.why() == VerdictReason.IDENTICAL_PACKAGE;
        return new Look(
                commit, found(result.verdict()), same ? "" : result.measured() + interval, result.explanation());
    }

    private static Look.Found found(Verdict verdict) {
        return switch (verdict) {
            case PASS -> Look.Found.FAST;
            case FAIL -> Look.Found.SLOW;
            case INCONCLUSIVE, NOT_MEASURED, ACCEPTED -> Look.Found.SKIPPED;
        };
    }
}
