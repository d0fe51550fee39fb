package io.coldgate.run.bisect;

import io.coldgate.bisect.CommitResult;
import io.coldgate.gate.GatePlan;
import io.coldgate.gate.RegressionCheck;
import io.coldgate.measure.StopSignal;
import io.coldgate.run.ExitCode;
import io.coldgate.run.GateOptions;
import io.coldgate.run.MeasuredRun;
import io.coldgate.run.ResultsInput;
import io.coldgate.run.RunException;
import io.coldgate.run.RunListener;
import io.coldgate.run.RunSpec;
import io.coldgate.run.RunTarget;
import io.coldgate.sample.RunKind;
import io.coldgate.thresholds.Baseline;
import io.coldgate.thresholds.Configuration;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.RegressionBudget;
import io.coldgate.thresholds.Source;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.unit.Problem;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Compares a function in a checkout with the same function at a git ref. */
final class CommitComparison {
    private final Thresholds thresholds;
    private final FunctionSpec function;
    private final GateOptions options;
    private final RunListener listener;
    private final StopSignal stop;

    /**
     * Comparisons of one function.
     *
     * @param thresholds the file that defines the function
     */
    CommitComparison(
            Thresholds thresholds, FunctionSpec function, GateOptions options, RunListener listener, StopSignal stop) {
        this.thresholds = thresholds;
        this.function = function;
        this.options = options;
        this.listener = listener;
        this.stop = stop;
    }

    /**
     * The limit of one comparison and its error rates.
     *
     * @param limit the limit beyond which a commit is slow
     * @param falseAlarm probability that a commit within the tolerance is called slow
     * @param missed probability that a commit over the tolerance is called fast
     */
    record Rule(RegressionBudget limit, double falseAlarm, double missed) {
        /**
         * Returns the rule of the n-th comparison of a commit, from 1. Each has half the error rates of the previous
         * one, so all of them together stay below twice the first one's.
         */
        Rule of(int attempt) {
            double share = Math.scalb(1, 1 - attempt);
            return new Rule(limit, falseAlarm * share, missed * share);
        }
    }

    /** Returns the thresholds with the function and the file as they would be in a checkout. */
    Thresholds in(Path file, Optional<Path> packagePath) {
        FunctionSpec there = packagePath.map(function::packagedAt).orElse(function);
        return thresholds.elsewhere(file, there, thresholds.falseAlarm());
    }

    /**
     * Compares.
     *
     * @param checkout the function in a checkout, see {@link #in}
     * @param commit the commit that is checked out
     * @param ref the ref that it is compared with
     * @param folder where the run's files go
     * @return empty when the run was interrupted
     * @throws RunException when nothing could be measured, because of the commit (see {@link #isOfTheCommit}) or
     *     because the platform failed
     */
    Optional<CommitResult> compare(Thresholds checkout, String commit, String ref, Rule rule, Path folder)
            throws RunException {
        Thresholds one = compared(checkout, ref, rule);
        RunSpec spec = RunSpec.builder()
                .kind(RunKind.CHECK)
                .seed(options.seedOrRandom())
                .timeLimit(options.timeLimit())
                .maxSamples(options.maxSamples())
                .output(Optional.of(folder))
                .target(Optional.of(RunTarget.of(one)))
                .clock(options.clock())
                .build();
        MeasuredRun.Ended<ComparedSeries> ended = new MeasuredRun(
                        one, GatePlan.of(one), ResultsInput.NONE, spec, listener, stop)
                .run((evaluation, explanations, out, interrupted) ->
                        ComparedSeries.of(evaluation.series(function.name())));
        ended.end().tellLeft(listener);
        if (ended.end().interrupted() || ended.made().isEmpty()) {
            return Optional.empty();
        }
        ComparedSeries series = ended.made().get();
        if (series.broken()) {
            throw new RunException(
                    ExitCode.COULD_NOT_MEASURE,
                    "could not measure " + function.name() + ": "
                            + series.result().explanation());
        }
        return Optional.of(series.look(commit));
    }

    /** Returns how many rounds a comparison may take at most. */
    int maxRounds(Rule rule) {
        return check(in(thresholds.file(), Optional.empty()), rule).maxRounds();
    }

    /** Returns the check that decides a comparison of the only function. */
    static RegressionCheck check(Thresholds checkout, Rule rule) {
        return GatePlan.of(compared(checkout, "HEAD", rule))
                .functions()
                .get(0)
                .regressionChecks()
                .get(0);
    }

    private static Thresholds compared(Thresholds checkout, String ref, Rule rule) {
        FunctionSpec there = checkout.functions().get(0);
        FunctionSpec compared = there.comparedWith(Baseline.ofRef(ref, there.location()), rule.limit(), rule.missed());
        return checkout.elsewhere(checkout.file(), compared, rule.falseAlarm());
    }

    /**
     * Returns whether the commit is to blame for a run that could not begin: it does not build, or it builds no valid
     * package. The disk, the platform, its credentials and the fast commit are not the commit's fault.
     */
    boolean isOfTheCommit(RunException failure) {
        Set<String> own = Set.of(
                function.shown(Source.BUILD), function.shown(Source.PACKAGE), function.shown(Configuration.PROBE));
        return failure.problems().stream().map(Problem::subject).allMatch(own::contains);
    }
}
