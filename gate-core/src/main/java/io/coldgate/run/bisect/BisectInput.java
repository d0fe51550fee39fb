package io.coldgate.run.bisect;

import io.coldgate.gate.RegressionCheck;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.run.ThresholdsInput;
import io.coldgate.sample.Metric;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Sampling;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.read.ReadOptions;
import java.util.Optional;

/**
 * The function and the metric of a bisection, read from the thresholds file.
 *
 * @param function the function, with the cap of the command line
 */
record BisectInput(Thresholds thresholds, FunctionSpec function, Metric metric) {
    /**
     * Reads the file. The cap of the command line applies to the comparisons only: the budgets of the file, which a
     * bisection does not measure, may need more.
     *
     * @throws RunException with exit code 2 for a mistake
     */
    static BisectInput read(BisectOptions options) throws RunException {
        Thresholds thresholds = ThresholdsInput.read(
                options.run().file(),
                new ReadOptions(
                                options.run().platform(),
                                Optional.empty(),
                                options.run().fanOut())
                        .only(BisectNames.chosen(options.function())));
        FunctionSpec inFile = BisectNames.function(thresholds, options.function());
        FunctionSpec function = options.run().maxSamples().map(inFile::capped).orElse(inFile);
        return new BisectInput(thresholds, function, BisectNames.metric(function, options.metric()));
    }

    /**
     * Refuses a cap within which a commit can never be proven fast.
     *
     * @param shares the number of comparisons that share the error rates of the file
     * @throws RunException with exit code 2
     */
    void requireReach(BisectOptions options, int shares) throws RunException {
        CommitComparison.Rule rule = new CommitComparison.Rule(
                options.limit(function, metric, options.firstTolerance()),
                thresholds.falseAlarm() / shares,
                function.limits().missed() / shares);
        RegressionCheck check = CommitComparison.check(
                thresholds.elsewhere(thresholds.file(), function, thresholds.falseAlarm()), rule);
        int cap = check.maxRounds();
        int needed = check.firstPossiblePass();
        if (cap < needed) {
            boolean given = options.run().maxSamples().isPresent();
            String quantile = options.quantile().key();
            throw new RunException(
                    ExitCode.USAGE,
                    (given ? "--max-samples: " : function.shown(Sampling.MAX) + ": ") + cap + ": " + quantile
                            + " needs at least " + needed + " rounds to find a commit fast: set "
                            + (given ? "--max-samples" : "it") + " to " + needed + " or more"
                            + (quantile.equals("p50") ? "" : ", or use --quantile p50"));
        }
    }
}
